package dev.eventsource.delivery;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;

/**
 * Runs turns of work on an executor, never two at a time and never one inside another,
 * also when the executor runs its tasks on the calling thread. No wake-up is lost.
 */
final class SerialLoop {

	private final AtomicInteger wakes = new AtomicInteger();

	private final Executor executor;

	private final Work work;

	// a thread can only find itself here if it has written that itself
	private @Nullable Thread turning;

	private volatile boolean refused;

	SerialLoop(Executor executor, Work work) {
		this.executor = executor;
		this.work = work;
	}

	/**
	 * Sees to it that a turn begins after this call. May be called from any thread, also
	 * from inside a turn.
	 */
	void wake() {
		if (this.wakes.getAndIncrement() == 0 && handOver()) {
			run();
		}
	}

	/**
	 * Wakes again if the executor refused the last turn. To be called now and then:
	 * nobody says when it takes tasks again.
	 */
	void retry() {
		if (this.refused) {
			this.refused = false;
			wake();
		}
	}

	/**
	 * Returns whether the calling thread is in a turn: it must not wait for others.
	 * @return whether it is
	 */
	boolean isInside() {
		return this.turning == Thread.currentThread();
	}

	private boolean turn() {
		this.turning = Thread.currentThread();
		try {
			return this.work.turn();
		}
		finally {
			this.turning = null;
		}
	}

	private void run() {
		int seen = this.wakes.get();
		while (seen != 0) {
			if (!turn()) {
				seen = this.wakes.addAndGet(-seen);
				continue;
			}
			if (!handOver()) {
				return;
			}
			seen = this.wakes.get();
		}
	}

	/**
	 * Gives the next turn to the executor.
	 * @return whether the calling thread is to run it after all
	 */
	private boolean handOver() {
		Handover handover = new Handover();
		try {
			this.executor.execute(handover);
		}
		catch (RejectedExecutionException ex) {
			if (this.work.rejected(ex)) {
				return true;
			}
			this.wakes.set(0);
			this.refused = true;
			return false;
		}
		return handover.isTakenBack();
	}

	/**
	 * What the loop is for.
	 */
	interface Work {

		/**
		 * Works for a while. Must not throw.
		 * @return whether there is more to do now
		 */
		boolean turn();

		/**
		 * The executor takes no more tasks.
		 * @param cause what it said
		 * @return whether the turn is to run on the calling thread
		 */
		boolean rejected(RejectedExecutionException cause);

	}

	/**
	 * One task for the executor. Run on the thread that is handing it over, it only takes
	 * a note: running the turn there would add to that thread's stack each time.
	 */
	private final class Handover implements Runnable {

		private final Thread from = Thread.currentThread();

		/** This and {@link #takenBack} are touched by the thread {@link #from} only. */
		private boolean handed;

		private boolean takenBack;

		@Override
		public void run() {
			if (Thread.currentThread() == this.from && !this.handed) {
				this.takenBack = true;
				return;
			}
			SerialLoop.this.run();
		}

		boolean isTakenBack() {
			this.handed = true;
			return this.takenBack;
		}

	}

}
