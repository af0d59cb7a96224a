package dev.eventsource.delivery;

import java.util.concurrent.CompletionStage;

import dev.eventsource.MessageEvent;
import dev.eventsource.delivery.Lifecycle.Mode;
import org.jspecify.annotations.Nullable;

/**
 * Brings events to their end one right after another while all goes as it nearly always
 * does: nothing else is under way, the handlers take events one at a time and are done
 * when they return. What goes another way is begun here and left to the lane. Owned by
 * the dispatcher.
 * <p>
 * No object is made for an event but the event, and none is stored in a field for each: a
 * reference from an old object to a young one is what a garbage collector wants to know
 * of, and a processor to wait for.
 */
final class QuickRun {

	private final DeliveryParts parts;

	private final SingleLane lane;

	private final Redeliveries redeliveries;

	private final HandlerCalls calls;

	private final RunningCall running;

	/** Where {@link #route} looked last, and what it found. */
	private String lastType = "";

	private HandlerTable lastTable = HandlerTable.EMPTY;

	private HandlerSlot @Nullable [] lastRoute;

	/** What the call of an event came to that goes on in the lane. */
	private @Nullable Throwable thrown;

	private @Nullable CompletionStage<?> stage;

	private QuickRun(DeliveryParts parts, SingleLane lane, Redeliveries redeliveries) {
		this.parts = parts;
		this.redeliveries = redeliveries;
		this.lane = lane;
		this.calls = lane.calls();
		this.running = lane.running();
	}

	/**
	 * Returns what makes quick runs in the place of a lane.
	 * @param parts settings and all else
	 * @param lanes where events are brought to their end
	 * @param redeliveries go first
	 * @return {@code null} if the settings want more done for each event
	 */
	static @Nullable QuickRun of(DeliveryParts parts, Lanes lanes, Redeliveries redeliveries) {
		DeliverySettings settings = parts.settings();
		boolean plain = settings.deduplicate().window() == 0 && settings.timeout().isZero();
		return (plain && lanes instanceof SingleLane lane) ? new QuickRun(parts, lane, redeliveries) : null;
	}

	/**
	 * Handles events, unless the next one wants more done.
	 * @param most how many at most
	 * @param end clock reading from which none begins
	 * @return how many have left the mailbox
	 */
	int run(int most, long end) {
		HandlerSlot[] next = this.lane.isEmpty() ? nextRoute() : null;
		if (next == null) {
			return 0;
		}
		int taken = 0;
		CurrentEvent left = null;
		MessageEvent handled = null;
		// once for all calls: what a watcher sees of it holds for each of them
		this.running.begin(next[0], this.calls.now());
		this.parts.observer().rowBegins();
		try {
			while (next != null) {
				MessageEvent event = this.parts.mailbox().takeEvent();
				taken++;
				left = handle(event, next);
				handled = (left == null) ? event : handled;
				next = (left == null && taken < most && this.calls.now() - end < 0) ? nextRoute() : null;
			}
		}
		finally {
			this.running.returned();
			this.parts.observer().rowEnds();
			if (handled != null) {
				this.parts.committer().reached(handled.lastEventId());
			}
		}
		if (left != null) {
			leave(left);
		}
		return taken;
	}

	/**
	 * Returns who takes the next event, if it can be handled here and now.
	 */
	private HandlerSlot @Nullable [] nextRoute() {
		long now = this.calls.now();
		if (this.parts.mode(now) != Mode.RUNNING || this.parts.committer().wantsAttention(now)
				|| this.redeliveries.isWaiting()) {
			return null;
		}
		String type = this.parts.mailbox().nextType();
		return (type != null) ? route(type) : null;
	}

	// mostly the same as the last time, the very object
	private HandlerSlot @Nullable [] route(String type) {
		HandlerTable handlers = this.parts.handlers();
		if (type != this.lastType || handlers != this.lastTable) {
			this.lastType = type;
			this.lastTable = handlers;
			this.lastRoute = handlers.plainRoute(type);
		}
		return this.lastRoute;
	}

	/**
	 * Calls the handlers of an event.
	 * @return {@code null} if it is over, else where it stands
	 */
	private @Nullable CurrentEvent handle(MessageEvent event, HandlerSlot[] route) {
		for (int place = 0; place < route.length; place++) {
			HandlerSlot slot = route[place];
			// looked at again: a stop that has not seen this call must prevent it
			if (this.parts.lifecycle().mode() != Mode.RUNNING || slot.isRemoved()) {
				return new CurrentEvent(event, route, place);
			}
			if (!call(event, slot)) {
				CurrentEvent left = new CurrentEvent(event, route, place);
				left.countCall();
				return left;
			}
		}
		this.parts.tallies().handled().add();
		this.parts.committer().moved(this.calls.now());
		return null;
	}

	private boolean call(MessageEvent event, HandlerSlot slot) {
		this.running.goOn(slot, this.calls.now());
		CompletionStage<?> result;
		try {
			result = slot.handler().handle(event, CurrentEvent.NONE);
		}
		catch (Throwable ex) {
			this.thrown = ex;
			return false;
		}
		// what a handler has left must not hit the next one
		Thread.interrupted();
		if (result == null || result == EventHandler.EMPTY) {
			this.calls.called(event, slot, (result != null) ? "empty" : "success");
			return true;
		}
		this.stage = result;
		return false;
	}

	private void leave(CurrentEvent event) {
		Throwable failure = this.thrown;
		CompletionStage<?> later = this.stage;
		this.thrown = null;
		this.stage = null;
		this.lane.begin(event);
		if (failure != null) {
			this.calls.failed(event, event.nextSlot(), failure);
		}
		else if (later != null) {
			this.calls.awaitCompletion(event, later);
		}
	}

}
