package dev.eventsource.delivery;

import java.time.Duration;

import dev.eventsource.Timer;
import org.jspecify.annotations.Nullable;

/**
 * Decides how long events wait for others before they go as a batch. Owned by the
 * dispatcher.
 */
final class Gathering {

	private final Duration longest;

	private final Timer timer;

	private final Runnable wake;

	private @Nullable Await wait;

	Gathering(DeliveryParts parts) {
		this.longest = parts.settings().handling().batchWait();
		this.timer = parts.seams().timer();
		this.wake = parts.wake();
	}

	/**
	 * The first event of a batch has come.
	 */
	void begin() {
		if (this.wait != null) {
			this.wait.cancel();
			this.wait = null;
		}
	}

	/**
	 * Returns whether a batch is to go that is not full.
	 * @param mayCome whether further events may come
	 * @return whether it has waited long enough
	 */
	boolean isOver(boolean mayCome) {
		if (!mayCome || this.longest.isZero()) {
			begin();
			return true;
		}
		if (this.wait == null) {
			this.wait = Await.delay(this.timer, this.longest, this.wake);
		}
		return this.wait.isOver();
	}

}
