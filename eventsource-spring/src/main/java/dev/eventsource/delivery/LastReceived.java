package dev.eventsource.delivery;

import java.time.Instant;

import dev.eventsource.Timer;
import org.jspecify.annotations.Nullable;

/**
 * When an event came last: one clock reading a network buffer. Written by the stream,
 * read by any thread.
 */
final class LastReceived {

	private final Timer timer;

	private boolean newEvents;

	private volatile @Nullable Long nanos;

	LastReceived(Timer timer) {
		this.timer = timer;
	}

	void event() {
		this.newEvents = true;
	}

	void flush() {
		if (this.newEvents) {
			this.newEvents = false;
			this.nanos = this.timer.nanoTime();
		}
	}

	@Nullable Instant at() {
		Long last = this.nanos;
		return (last != null) ? this.timer.instant().minusNanos(this.timer.nanoTime() - last) : null;
	}

}
