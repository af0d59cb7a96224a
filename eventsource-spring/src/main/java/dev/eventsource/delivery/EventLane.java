package dev.eventsource.delivery;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import dev.eventsource.delivery.Attempt.Phase;
import dev.eventsource.delivery.Lifecycle.Mode;
import org.jspecify.annotations.Nullable;

/**
 * Brings events to their end, one after another: each goes from handler to handler. Where
 * the next handler takes batches, an event waits for those behind it, and all go on
 * together; at no handler does one overtake another. Used by one thread at a time.
 */
final class EventLane {

	private final DeliveryParts parts;

	private final HandlerCalls calls;

	private final UnhandledTypes unhandled;

	private final Reports reports;

	private @Nullable CurrentEvent current;

	/** Events that have left a batch; before any other. */
	private final Deque<CurrentEvent> ready = new ArrayDeque<>(0);

	private final GatheredEvents gathered = new GatheredEvents();

	private long begun;

	private @Nullable CurrentBatch batch;

	/** Whether those that are here are to end before another one begins. */
	private boolean closed;

	/**
	 * Creates a lane.
	 * @param parts what it shares
	 * @param calls calls handlers
	 * @param unhandled is told of types that nobody takes
	 * @param reports is told of events
	 */
	EventLane(DeliveryParts parts, HandlerCalls calls, UnhandledTypes unhandled, Reports reports) {
		this.parts = parts;
		this.calls = calls;
		this.unhandled = unhandled;
		this.reports = reports;
	}

	HandlerCalls calls() {
		return this.calls;
	}

	boolean isEmpty() {
		return this.current == null && this.gathered.isEmpty() && this.ready.isEmpty();
	}

	/** Whether another event may join those that are gathered. */
	boolean hasRoom() {
		if (this.current != null || this.closed) {
			return false;
		}
		DeliverySettings settings = this.parts.settings();
		long bytes = settings.bufferBytes();
		return this.gathered.isEmpty() || this.gathered.size() < settings.handling().batchSize()
				&& (bytes == 0 || this.gathered.bytes() < bytes);
	}

	boolean hasGathered() {
		return !this.gathered.isEmpty() && !this.closed;
	}

	/** Lets nothing join those that are here until they are over. */
	void close() {
		this.closed = true;
	}

	/**
	 * Takes an event in.
	 * @param event the next one of the stream
	 */
	void begin(CurrentEvent event) {
		event.number(this.begun++);
		if (this.current == null) {
			this.current = event;
			return;
		}
		this.ready.add(event);
	}

	/**
	 * Takes an event out that waits for another attempt, if it is the only one here.
	 * @return the event, or {@code null}
	 */
	@Nullable CurrentEvent setAside() {
		CurrentEvent event = this.current;
		boolean alone = this.ready.isEmpty() && this.gathered.isEmpty();
		if (event == null || !alone || event.phase() != Phase.RETRY) {
			return null;
		}
		this.current = null;
		this.closed = false;
		return event;
	}

	/**
	 * Goes a step on.
	 * @param mode whether events may be dispatched
	 * @return whether there is more to do now
	 */
	boolean advance(Mode mode) {
		CurrentEvent event = this.current;
		if (event != null) {
			return advance(event, mode);
		}
		if (this.gathered.isEmpty() && this.ready.isEmpty()) {
			return false;
		}
		return advanceGathered(mode);
	}

	private boolean advanceGathered(Mode mode) {
		CurrentBatch together = this.batch;
		if (together != null) {
			return advance(together, mode);
		}
		this.current = this.ready.poll();
		if (this.current != null) {
			return true;
		}
		if (isOver(mode)) {
			this.current = this.gathered.removeFirst();
			return true;
		}
		if (mode != Mode.RUNNING || !(this.closed || !hasRoom())) {
			return false;
		}
		this.closed = true;
		goOn(this.gathered.next());
		return true;
	}

	private void goOn(List<CurrentEvent> next) {
		CurrentEvent event = next.get(0);
		if (event.isAlone() || !event.nextSlot().takesBatches()) {
			this.gathered.remove(Set.of(event));
			this.current = event;
			return;
		}
		this.batch = new CurrentBatch(event.nextSlot(), next);
	}

	private boolean advance(CurrentBatch together, Mode mode) {
		Await await = together.await();
		boolean more = true;
		if (await != null) {
			more = this.calls.waitFor(together, await, mode);
		}
		else if (isOver(mode)) {
			this.batch = null;
		}
		else if (together.slot().isRemoved()) {
			together.events().forEach(this::leave);
			disband(together);
		}
		else if (mode == Mode.RUNNING) {
			this.calls.call(together, together.slot());
		}
		else {
			more = false;
		}
		if (together.isOver()) {
			disband(together);
		}
		return more;
	}

	/** Events that have moved on, or go on alone, go before those that stay. */
	private void disband(CurrentBatch together) {
		this.batch = null;
		Set<CurrentEvent> leaving = new LinkedHashSet<>();
		for (CurrentEvent event : together.events()) {
			if (event.slot() != together.slot() || event.isAlone()) {
				leaving.add(event);
			}
		}
		this.gathered.remove(leaving);
		this.ready.addAll(leaving);
	}

	private boolean advance(CurrentEvent event, Mode mode) {
		Await await = event.await();
		if (await != null) {
			return this.calls.waitFor(event, await, mode);
		}
		if (!event.hasRoute()) {
			return route(event, mode);
		}
		HandlerSlot slot = event.slot();
		if (slot == null) {
			finish(event);
		}
		else if (isOver(mode)) {
			event.abandon();
			finish(event);
		}
		else if (slot.isRemoved()) {
			leave(event);
		}
		else if (mode != Mode.RUNNING) {
			return false;
		}
		else {
			call(event, slot);
		}
		return true;
	}

	private static boolean isOver(Mode mode) {
		return mode.isEnding() || mode == Mode.FAILED;
	}

	private void call(CurrentEvent event, HandlerSlot slot) {
		Throwable verdict = event.verdict();
		if (verdict != null) {
			this.calls.exhausted(event, slot, verdict);
		}
		else if (slot.takesBatches() && !event.isAlone() || this.gathered.isOvertaken(event, slot)) {
			this.current = null;
			this.gathered.add(event);
			this.reports.goesOn(event);
		}
		else {
			this.calls.call(event, slot);
		}
	}

	private boolean route(CurrentEvent event, Mode mode) {
		if (isOver(mode)) {
			event.abandon();
			finish(event);
			return true;
		}
		HandlerTable handlers = this.parts.handlers();
		if (handlers.isEmpty()) {
			return false;
		}
		HandlerSlot[] route = handlers.route(event.event().type());
		event.route(route, this.parts.wake());
		if (route.length == 0) {
			this.unhandled.add(event.event().type());
		}
		return true;
	}

	/**
	 * A handler went before it handled the event. Others go on without it; when it was
	 * the last, the event waits for the next one.
	 */
	private void leave(CurrentEvent event) {
		if (this.parts.handlers().isEmpty()) {
			event.unroute();
			return;
		}
		event.nextWithout();
	}

	private void finish(CurrentEvent event) {
		this.current = null;
		if (isEmpty()) {
			this.closed = false;
		}
		this.reports.over(event);
	}

	/**
	 * Something went wrong that should not: the source stops.
	 * @param failure what
	 */
	void broken(Throwable failure) {
		Attempt attempt = (this.current != null) ? this.current : this.batch;
		if (attempt != null) {
			this.calls.fail(attempt, failure);
		}
	}

	/**
	 * Is told what becomes of events.
	 */
	interface Reports {

		/**
		 * An event has come to its end, or was abandoned.
		 * @param event the event
		 */
		void over(CurrentEvent event);

		/**
		 * Others may go on although an event is not over.
		 * @param event the event; the same one may be told of again
		 */
		void goesOn(CurrentEvent event);

	}

}
