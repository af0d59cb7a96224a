package dev.eventsource.delivery;

import java.util.concurrent.RejectedExecutionException;

import dev.eventsource.MessageEvent;
import dev.eventsource.delivery.Lifecycle.Mode;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Takes entries from the mailbox in order and sees each to its end. All of it runs in
 * turns of one loop: what other threads do is seen at the next step.
 */
final class Dispatcher implements SerialLoop.Work, Lanes.Outcome {

	private static final Log logger = LogFactory.getLog(Dispatcher.class);

	/** Up to four an event: after so many, other sources may have the thread. */
	private static final int STEPS_IN_A_TURN = 512;

	private static final int STEPS_OF_A_QUICK_EVENT = 2;

	/** In nanoseconds; also for few events, if they take so long. */
	private static final long LONG_TURN = 10_000_000;

	private final DeliveryParts parts;

	private final Acknowledger acknowledger;

	private final Lanes lanes;

	private final Redeliveries redeliveries;

	private final @Nullable Deduplication known;

	private final @Nullable QuickRun quick;

	/** Whether that was said, since the last turn. */
	private volatile boolean refused;

	Dispatcher(DeliveryParts parts, Acknowledger acknowledger, @Nullable Deduplication known) {
		this.parts = parts;
		this.acknowledger = acknowledger;
		this.known = known;
		this.lanes = parts.lanes(this);
		this.redeliveries = new Redeliveries(parts);
		this.quick = QuickRun.of(parts, this.lanes, this.redeliveries);
	}

	/** Where events are brought to their end; parts of it are for any thread. */
	Lanes lanes() {
		return this.lanes;
	}

	/** Interrupts all running calls; for any thread, as is what follows. */
	void interrupt() {
		this.lanes.interrupt();
		this.redeliveries.interrupt();
	}

	void tick(long now) {
		this.lanes.tick(now);
		this.redeliveries.tick(now);
	}

	@Nullable String stuck(long now) {
		String name = this.lanes.stuck(now);
		return (name != null) ? name : this.redeliveries.stuck(now);
	}

	/** Delivers dead letters again. */
	Redeliveries redeliveries() {
		return this.redeliveries;
	}

	@Override
	public boolean turn() {
		this.refused = false;
		this.lanes.beginTurn();
		try {
			return steps();
		}
		catch (Throwable ex) {
			logger.error("Event source '" + this.parts.settings().source() + "' failed while it delivered events", ex);
			this.lanes.broken(ex);
			return false;
		}
	}

	private boolean steps() {
		long end = this.lanes.now() + LONG_TURN;
		int left = STEPS_IN_A_TURN;
		while (left > 0 && this.lanes.now() - end < 0) {
			left -= STEPS_OF_A_QUICK_EVENT * quickly(left / STEPS_OF_A_QUICK_EVENT, end);
			if (!step()) {
				finishEnding();
				return false;
			}
			left--;
		}
		return true;
	}

	private int quickly(int most, long end) {
		QuickRun quick = this.quick;
		return (quick != null && this.acknowledger.ahead() == 0) ? quick.run(most, end) : 0;
	}

	private boolean step() {
		boolean running = this.parts.lifecycle().mode() == Mode.RUNNING;
		this.acknowledger.settle(this.lanes.now());
		this.parts.committer().settle(this.lanes.now(), !running || isAtBound());
		Mode mode = this.parts.mode(this.lanes.now());
		if (this.lanes.advance(mode)) {
			return true;
		}
		if (this.redeliveries.advance(mode, this.lanes.isQuiet())) {
			return true;
		}
		Entry entry = this.parts.mailbox().peek();
		if (entry != null && mayTake(entry, mode)) {
			this.parts.mailbox().take(entry);
			begin(entry, mode);
			return true;
		}
		boolean mayCome = entry == null && !isAtBound() && !this.redeliveries.isWaiting();
		return mode == Mode.RUNNING && this.lanes.release(mayCome);
	}

	private boolean mayTake(Entry entry, Mode mode) {
		if (entry instanceof Entry.Signal) {
			return this.lanes.isQuiet();
		}
		return mode == Mode.RUNNING && !this.redeliveries.isWaiting() && this.lanes.hasRoom()
				&& !this.parts.handlers().isEmpty() && !isAtBound() && !mustWait(entry);
	}

	private boolean mustWait(Entry entry) {
		return this.known != null && entry instanceof Entry.Event event && this.known.mustWait(event.event());
	}

	private boolean isAtBound() {
		int bound = this.parts.settings().commit().maxUncommitted();
		return bound > 0 && this.parts.committer().uncommitted() + this.acknowledger.ahead() >= bound;
	}

	private void begin(Entry entry, Mode mode) {
		if (entry instanceof Entry.Event event) {
			begin(event.event());
		}
		else if (entry instanceof Entry.Position position) {
			passed(position.lastEventId());
		}
		else if (entry instanceof Entry.Skipped skipped) {
			this.parts.tallies().skipped().add();
			this.parts.observer().skipped(skipped.reason(), skipped.lastEventId());
			passed(skipped.lastEventId());
		}
		else if (entry instanceof Entry.Signal signal && mode != Mode.CLOSED) {
			notify(signal);
		}
	}

	private void begin(MessageEvent event) {
		Deduplication window = this.known;
		if (window == null) {
			this.lanes.begin(new CurrentEvent(event));
			return;
		}
		if (window.isDuplicate(event)) {
			this.parts.tallies().duplicates().add();
			this.parts.observer().skipped("duplicate", event.lastEventId());
			passed(event.lastEventId());
			return;
		}
		CurrentEvent begun = new CurrentEvent(event);
		window.begin(begun);
		window.passed(event.lastEventId());
		this.lanes.begin(begun);
	}

	private void passed(String lastEventId) {
		if (this.known != null) {
			this.known.passed(lastEventId);
		}
		this.acknowledger.passed(lastEventId, this.lanes.now());
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

	@Override
	public void goesOn(CurrentEvent event) {
		if (!event.hasPlace()) {
			this.acknowledger.keepPlace(event);
		}
	}

	@Override
	public void over(CurrentEvent event) {
		if (this.known != null) {
			this.known.over(event);
		}
		if (event.isAbandoned()) {
			this.parts.tallies().abandoned().add();
			return;
		}
		tally(event).add();
		this.acknowledger.finished(event, this.lanes.now());
	}

	private Tally tally(CurrentEvent event) {
		Tallies tallies = this.parts.tallies();
		if (event.isDeadLettered()) {
			return tallies.deadLettered();
		}
		return event.isSkipped() ? tallies.skipped() : tallies.handled();
	}

	/**
	 * Ends the run once no handler runs and the store has what was handled.
	 */
	private void finishEnding() {
		Lifecycle lifecycle = this.parts.lifecycle();
		Committer committer = this.parts.committer();
		if (!lifecycle.mode().isEnding() || !this.lanes.isEmpty() || !this.redeliveries.isEmpty()
				|| !(committer.isClean() || lifecycle.isHurried())) {
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
