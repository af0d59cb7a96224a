package dev.eventsource.delivery;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import dev.eventsource.Acknowledgment;

/**
 * The acknowledgements that one event waits for. Safe for any thread.
 */
final class PendingAcks {

	private final AtomicInteger missing;

	private final Runnable complete;

	/**
	 * Creates acknowledgements to wait for.
	 * @param count how many
	 * @param complete called when the last one has come
	 */
	PendingAcks(int count, Runnable complete) {
		this.missing = new AtomicInteger(count);
		this.complete = complete;
	}

	boolean areComplete() {
		return this.missing.get() <= 0;
	}

	/**
	 * Returns one of the acknowledgements, for one handler.
	 * @return counts once, however often it is called
	 */
	Acknowledgment next() {
		AtomicBoolean given = new AtomicBoolean();
		return () -> {
			if (given.compareAndSet(false, true) && this.missing.decrementAndGet() == 0) {
				this.complete.run();
			}
		};
	}

}
