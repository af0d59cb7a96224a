package dev.eventsource.delivery;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * One of several lanes: brings what the dispatcher gives it to its end, in turns of its
 * own.
 */
final class ParallelLane implements SerialLoop.Work {

	private static final Log logger = LogFactory.getLog(ParallelLane.class);

	private static final int STEPS_IN_A_TURN = 512;

	private final RunningCall running = new RunningCall();

	private final Queue<List<CurrentEvent>> given = new ConcurrentLinkedQueue<>();

	private final DeliveryParts parts;

	private final Outcome outcome;

	private final SerialLoop loop;

	private final EventLane lane;

	/** Written by the dispatcher. */
	private volatile boolean busy;

	ParallelLane(DeliveryParts parts, UnhandledTypes unhandled, Outcome outcome) {
		this.parts = parts;
		this.outcome = outcome;
		this.loop = new SerialLoop(parts.seams().executor(), this);
		this.lane = new EventLane(parts, new HandlerCalls(parts, this.running, this::wakeAll), unhandled, outcome);
	}

	/** An event that waits for another attempt may be with the dispatcher by then. */
	private void wakeAll() {
		this.loop.wake();
		this.parts.wake().run();
	}

	/**
	 * Gives events to a lane without any. Called by the dispatcher.
	 * @param events in the order of the stream
	 */
	void give(List<CurrentEvent> events) {
		this.busy = true;
		this.given.add(events);
		this.loop.wake();
	}

	/**
	 * The lane has said that it is free. Called by the dispatcher.
	 */
	void taken() {
		this.busy = false;
	}

	/** Has the lane look again if there is anything to look at. */
	void wake() {
		if (this.busy) {
			this.loop.wake();
		}
	}

	void tick(long now) {
		this.loop.retry();
		this.running.endAfter(this.parts.settings().timeout(), now);
	}

	RunningCall running() {
		return this.running;
	}

	boolean isInside() {
		return this.loop.isInside();
	}

	@Override
	public boolean turn() {
		this.lane.calls().readClock();
		try {
			return steps();
		}
		catch (Throwable ex) {
			logger.error("Event source '" + this.parts.settings().source() + "' failed while it delivered events", ex);
			this.lane.broken(ex);
			return false;
		}
	}

	private boolean steps() {
		for (int steps = 0; steps < STEPS_IN_A_TURN; steps++) {
			if (!step()) {
				return false;
			}
		}
		return true;
	}

	private boolean step() {
		if (this.lane.isEmpty()) {
			return begin();
		}
		boolean more = this.lane.advance(this.parts.mode(this.lane.calls().now()));
		CurrentEvent waiting = this.lane.setAside();
		if (waiting != null) {
			this.outcome.setAside(waiting);
		}
		if (this.lane.isEmpty()) {
			this.outcome.free(this);
		}
		return more;
	}

	private boolean begin() {
		List<CurrentEvent> events = this.given.poll();
		if (events == null) {
			return false;
		}
		events.forEach(this.lane::begin);
		this.lane.close();
		return true;
	}

	@Override
	public boolean rejected(RejectedExecutionException cause) {
		return this.outcome.rejected(cause);
	}

	/**
	 * Is told what becomes of a lane and its events, in its turns.
	 */
	interface Outcome extends EventLane.Reports {

		/**
		 * An event waits for another attempt, and not in the lane.
		 * @param event the event
		 */
		void setAside(CurrentEvent event);

		/**
		 * A lane has nothing to do.
		 * @param lane the lane
		 */
		void free(ParallelLane lane);

		/**
		 * The executor takes no more tasks.
		 * @param cause what it said
		 * @return whether to run on the calling thread all the same
		 */
		boolean rejected(RejectedExecutionException cause);

	}

}
