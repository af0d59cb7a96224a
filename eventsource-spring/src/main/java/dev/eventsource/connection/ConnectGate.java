package dev.eventsource.connection;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Lets only so many attempts to connect be under way at a time; the others wait in their
 * order. Shared by connections, so that thousands of sources that lose one host do not
 * all fall upon it together. For any thread; nobody is blocked.
 */
public final class ConnectGate {

	private final Queue<Place> waiting = new ConcurrentLinkedQueue<>();

	private final SerialTurns turns = new SerialTurns();

	private final Semaphore free;

	/**
	 * Creates a gate.
	 * @param places attempts at a time; 0 for no limit
	 */
	public ConnectGate(int places) {
		this.free = new Semaphore((places > 0) ? places : Integer.MAX_VALUE);
	}

	/**
	 * Gets in line.
	 * @param attempt run once there is a place, on whatever thread made it free
	 * @return to be left when the attempt is over, or not wanted any more
	 */
	Place enter(Runnable attempt) {
		Place place = new Place(attempt);
		this.waiting.add(place);
		this.turns.run(this::admit);
		return place;
	}

	private void admit() {
		while (!this.waiting.isEmpty() && this.free.tryAcquire()) {
			Place next = this.waiting.poll();
			if (next == null || !next.take()) {
				this.free.release();
			}
		}
	}

	private enum Stage {

		WAITING, INSIDE, LEFT

	}

	/**
	 * A place in the line or inside.
	 */
	final class Place {

		private final AtomicReference<Stage> stage = new AtomicReference<>(Stage.WAITING);

		private final Runnable attempt;

		private Place(Runnable attempt) {
			this.attempt = attempt;
		}

		private boolean take() {
			if (!this.stage.compareAndSet(Stage.WAITING, Stage.INSIDE)) {
				return false;
			}
			this.attempt.run();
			return true;
		}

		/**
		 * Gives the place to the next. Idempotent.
		 */
		void leave() {
			if (this.stage.getAndSet(Stage.LEFT) == Stage.INSIDE) {
				ConnectGate.this.free.release();
				ConnectGate.this.turns.run(ConnectGate.this::admit);
			}
		}

	}

}
