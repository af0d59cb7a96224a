package dev.eventsource.connection;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * Watches an open stream: whether bytes come, whether an event that has begun ends, and
 * how old the connection is. Reads no clock.
 */
final class LifeSigns {

	private final ConnectionSettings.Timeouts timeouts;

	private final long openedAt;

	private final long maxAge;

	private long lastByteAt;

	private long eventBegunAt;

	private boolean midEvent;

	LifeSigns(ConnectionSettings.Timeouts timeouts, long maxAge, long now) {
		this.timeouts = timeouts;
		this.maxAge = maxAge;
		this.openedAt = now;
		this.lastByteAt = now;
	}

	/**
	 * A buffer was parsed.
	 * @param completed whether it ended something
	 * @param midEvent whether it left something unfinished
	 * @param now clock reading
	 */
	void onBytes(boolean completed, boolean midEvent, long now) {
		this.lastByteAt = now;
		if (completed || !this.midEvent) {
			this.eventBegunAt = now;
		}
		this.midEvent = midEvent;
	}

	/**
	 * We ask for data again after a time in which we did not.
	 * @param now clock reading
	 */
	void restartClocks(long now) {
		this.lastByteAt = now;
		this.eventBegunAt = now;
	}

	/**
	 * Returns why the connection must go.
	 * @param reading whether we are asking for data
	 * @param now clock reading
	 * @return the reason, or {@code null} if all is well
	 */
	@Nullable String overdue(boolean reading, long now) {
		if (reading && isOver(this.timeouts.idle(), this.lastByteAt, now)) {
			return "idle-timeout";
		}
		if (reading && this.midEvent && isOver(this.timeouts.partialEvent(), this.eventBegunAt, now)) {
			return "partial-timeout";
		}
		return isAged(now) ? "max-age" : null;
	}

	/**
	 * Returns whether the connection is old and no event would be cut.
	 * @param now clock reading
	 * @return whether to replace it
	 */
	boolean isAged(long now) {
		return this.maxAge > 0 && !this.midEvent && now - this.openedAt >= this.maxAge;
	}

	Duration age(long now) {
		return Duration.ofNanos(now - this.openedAt);
	}

	private static boolean isOver(Duration timeout, long since, long now) {
		return !timeout.isZero() && now - since >= timeout.toNanos();
	}

}
