package dev.eventsource.delivery;

import java.util.concurrent.CompletableFuture;

/**
 * Whether events may be dispatched. Moves come from any thread; each is one method.
 */
final class Lifecycle {

	private volatile Mode mode = Mode.STOPPED;

	/** Whether the end waits for nothing that takes time any more. */
	private volatile boolean hurried;

	private CompletableFuture<Void> stopped = CompletableFuture.completedFuture(null);

	Mode mode() {
		return this.mode;
	}

	boolean isHurried() {
		return this.hurried;
	}

	synchronized boolean start() {
		switch (this.mode) {
			case CLOSED -> throw new IllegalStateException("Delivery is closed");
			case STOPPING, FAILED -> throw new IllegalStateException(
					"Delivery has not stopped yet: wait for what stop() returned to complete");
			case RUNNING, PAUSED -> {
				return false;
			}
			default -> {
				this.mode = Mode.RUNNING;
				return true;
			}
		}
	}

	synchronized void pause() {
		if (this.mode == Mode.RUNNING) {
			this.mode = Mode.PAUSED;
		}
	}

	synchronized void resume() {
		if (this.mode == Mode.PAUSED) {
			this.mode = Mode.RUNNING;
		}
	}

	/**
	 * Stops for now, unless that has been done.
	 * @return whether this call did it
	 */
	synchronized boolean stop() {
		if (this.mode == Mode.STOPPED || this.mode.isEnding()) {
			return false;
		}
		this.mode = Mode.STOPPING;
		this.hurried = false;
		this.stopped = new CompletableFuture<>();
		return true;
	}

	/**
	 * Stops for good.
	 * @return whether this call did it
	 */
	synchronized boolean close() {
		if (this.mode == Mode.CLOSED) {
			return false;
		}
		if (this.stopped.isDone()) {
			this.stopped = new CompletableFuture<>();
		}
		this.mode = Mode.CLOSED;
		return true;
	}

	/**
	 * The grace period of an end is over.
	 */
	synchronized void hurry() {
		this.hurried = this.mode.isEnding();
	}

	/**
	 * An event or the virtual machine demands that nothing more is called.
	 */
	synchronized void fail() {
		if (this.mode == Mode.RUNNING || this.mode == Mode.PAUSED) {
			this.mode = Mode.FAILED;
		}
	}

	/**
	 * Everything that a stop waits for is done.
	 * @return to be completed when no lock is held
	 */
	synchronized CompletableFuture<Void> settled() {
		if (this.mode == Mode.STOPPING) {
			this.mode = Mode.STOPPED;
		}
		return this.stopped;
	}

	synchronized CompletableFuture<Void> stopped() {
		return this.stopped;
	}

	/**
	 * Whether events may be dispatched, and if not, why.
	 */
	enum Mode {

		STOPPED, RUNNING, PAUSED, FAILED, STOPPING, CLOSED;

		boolean isEnding() {
			return this == STOPPING || this == CLOSED;
		}

	}

}
