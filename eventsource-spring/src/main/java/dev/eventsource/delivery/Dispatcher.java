package dev.eventsource.delivery;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;

import dev.eventsource.delivery.Lifecycle.Mode;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Takes entries from the mailbox in order and brings each to its end before the next. All
 * of it runs in turns of one loop: what other threads do is seen at the next step.
 */
final class Dispatcher implements SerialLoop.Work {

	private static final Log logger = LogFactory.getLog(Dispatcher.class);

	/** Two steps an event: after so many, other sources may have the thread. */
	private static final int STEPS_IN_A_TURN = 512;

	private static final int UNHANDLED_TYPES = 100;

	private final DeliveryParts parts;

	private final Acknowledger acknowledger;

	private final HandlerCalls calls;

	private final Set<String> unhandledTypes = new HashSet<>();

	private @Nullable CurrentEvent current;

	/** Whether that was said, since the last turn. */
	private volatile boolean refused;

	Dispatcher(DeliveryParts parts, HandlerCalls calls, Acknowledger acknowledger) {
		this.parts = parts;
		this.calls = calls;
		this.acknowledger = acknowledger;
	}

	@Override
	public boolean turn() {
		this.refused = false;
		this.calls.readClock();
		try {
			return steps();
		}
		catch (Throwable ex) {
			broken(ex);
			return false;
		}
	}

	private boolean steps() {
		for (int steps = 0; steps < STEPS_IN_A_TURN; steps++) {
			if (!step()) {
				finishEnding();
				return false;
			}
		}
		return true;
	}

	private boolean step() {
		Mode mode = this.parts.lifecycle().mode();
		this.acknowledger.settle(this.calls.now());
		this.parts.committer().settle(this.calls.now(), mode != Mode.RUNNING || isAtBound());
		CurrentEvent event = this.current;
		if (event != null) {
			return advance(event, mode);
		}
		Entry entry = this.parts.mailbox().peek();
		if (entry == null || !(entry instanceof Entry.Signal || mayDispatch(mode))) {
			return false;
		}
		this.parts.mailbox().take(entry);
		begin(entry, mode);
		return true;
	}

	private boolean mayDispatch(Mode mode) {
		return mode == Mode.RUNNING && isOwner() && !this.parts.handlers().isEmpty() && !isAtBound();
	}

	private boolean isOwner() {
		return this.parts.committer().isOwner(this.calls.now());
	}

	private boolean isAtBound() {
		int bound = this.parts.settings().commit().maxUncommitted();
		return bound > 0 && this.parts.committer().uncommitted() + this.acknowledger.unacknowledged() >= bound;
	}

	private void begin(Entry entry, Mode mode) {
		if (entry instanceof Entry.Event event) {
			this.current = new CurrentEvent(event.event());
		}
		else if (entry instanceof Entry.Position position) {
			this.acknowledger.passed(position.lastEventId(), null, this.calls.now());
		}
		else if (entry instanceof Entry.Skipped skipped) {
			this.parts.tallies().skipped().add();
			this.parts.observer().skipped(skipped.reason(), skipped.lastEventId());
			this.acknowledger.passed(skipped.lastEventId(), null, this.calls.now());
		}
		else if (entry instanceof Entry.Signal signal && mode != Mode.CLOSED) {
			notify(signal);
		}
	}

	private static void notify(Entry.Signal signal) {
		try {
			signal.notification().run();
		}
		catch (Throwable ex) {
			logger.error("A callback of the application failed", ex);
		}
		finally {
			Thread.interrupted();
		}
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
			return true;
		}
		if (mode.isEnding() || mode == Mode.FAILED) {
			abandon();
			return true;
		}
		if (slot.isRemoved()) {
			leave(event);
			return true;
		}
		return mode == Mode.RUNNING && isOwner() && this.calls.call(event, slot);
	}

	private boolean route(CurrentEvent event, Mode mode) {
		if (mode.isEnding() || mode == Mode.FAILED) {
			abandon();
			return true;
		}
		HandlerTable handlers = this.parts.handlers();
		if (handlers.isEmpty()) {
			return false;
		}
		HandlerSlot[] route = handlers.route(event.event().type());
		event.route(route, this.parts.wake());
		if (route.length == 0) {
			unhandled(event.event().type());
		}
		return true;
	}

	private void unhandled(String type) {
		if (this.unhandledTypes.size() < UNHANDLED_TYPES && this.unhandledTypes.add(type)) {
			this.parts.observer().unhandled(type);
		}
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
		tally(event).add();
		this.acknowledger.passed(event.event().lastEventId(), event.acks(), this.calls.now());
	}

	private Tally tally(CurrentEvent event) {
		Tallies tallies = this.parts.tallies();
		if (event.isDeadLettered()) {
			return tallies.deadLettered();
		}
		return event.isSkipped() ? tallies.skipped() : tallies.handled();
	}

	private void abandon() {
		this.current = null;
		this.parts.tallies().abandoned().add();
	}

	/**
	 * Ends the run once no handler runs and the store has what was handled.
	 */
	private void finishEnding() {
		Lifecycle lifecycle = this.parts.lifecycle();
		Committer committer = this.parts.committer();
		if (!lifecycle.mode().isEnding() || this.current != null || !(committer.isClean() || lifecycle.isHurried())) {
			return;
		}
		if (!committer.isClean()) {
			logger.warn("Event source '" + this.parts.settings().source()
					+ "' stopped although its store did not take its position: handled events come again");
		}
		this.acknowledger.clear();
		committer.reset();
		lifecycle.settled().complete(null);
	}

	private void broken(Throwable failure) {
		CurrentEvent event = this.current;
		logger.error("Event source '" + this.parts.settings().source() + "' failed while it delivered events", failure);
		if (event != null) {
			this.calls.fail(event, failure);
		}
	}

	@Override
	public boolean rejected(RejectedExecutionException cause) {
		if (this.parts.lifecycle().mode().isEnding()) {
			// nothing is called any more: what is left can be done here
			return true;
		}
		if (!this.refused) {
			this.refused = true;
			logger.error(
					"Event source '" + this.parts.settings().source()
							+ "' delivers no events: its executor takes no more tasks; it is tried again each second",
					cause);
		}
		return false;
	}

}
