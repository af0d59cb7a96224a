package dev.eventsource.delivery;

import java.time.Duration;
import java.time.Instant;

import dev.eventsource.Timer;
import org.jspecify.annotations.Nullable;

/**
 * How long a source has had no room for more, so that its server had to wait. Told by the
 * stream whenever it asks, and by whoever makes room; read by any thread.
 */
final class FullTime {

	private final Timer timer;

	private volatile boolean full;

	/** Guarded by this, as are the next two. */
	private long since;

	private long total;

	private @Nullable Long endedAt;

	FullTime(Timer timer) {
		this.timer = timer;
	}

	/**
	 * Takes note of whether there is room.
	 * @param room whether there is
	 * @return the same
	 */
	boolean told(boolean room) {
		// once a network buffer: nothing is new, as a rule
		if (room == this.full) {
			changed(!room);
		}
		return room;
	}

	/**
	 * Returns a task that also takes note of the room that it tells of.
	 * @param roomAvailable what to run then
	 * @return both in one
	 */
	Runnable ending(Runnable roomAvailable) {
		return () -> {
			told(true);
			roomAvailable.run();
		};
	}

	private synchronized void changed(boolean full) {
		if (full == this.full) {
			return;
		}
		long now = this.timer.nanoTime();
		if (full) {
			this.since = now;
		}
		else {
			this.total += now - this.since;
			this.endedAt = now;
		}
		this.full = full;
	}

	synchronized StreamPace pace() {
		long now = this.timer.nanoTime();
		Long ended = this.endedAt;
		return new StreamPace(this.full, Duration.ofNanos(this.total + (this.full ? now - this.since : 0)),
				(ended != null) ? this.timer.instant().minusNanos(now - ended) : null);
	}

}
