package dev.eventsource.connection;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * Says how long to wait before the next attempt.
 *
 * @param delay reconnection time until the server sets one
 * @param min floor under every reconnection time
 * @param max ceiling of the backoff
 * @param multiplier growth with each failure
 * @param jitter share by which chance lengthens a delay
 * @param maxServer ceiling of what the server may ask for; 0 for none
 */
record ReconnectDelay(Duration delay, Duration min, Duration max, double multiplier, double jitter,
		Duration maxServer) {

	/** A century: what an unlimited number is cut to, to stay within every unit. */
	private static final long LONGEST_MILLIS = Duration.ofDays(36_500).toMillis();

	/**
	 * Returns the delay after a failure: grown by those before it, but never below what
	 * the server asked for.
	 * @param failures how many failures came before
	 * @param retry reconnection time as set by the server, or {@code null}
	 * @param retryAfter what this answer asks for, or {@code null}
	 * @param chance from 0 to 1
	 * @return the delay
	 */
	Duration afterFailure(int failures, @Nullable Duration retry, @Nullable Duration retryAfter, double chance) {
		long base = base(retry);
		double grown = base * Math.pow(this.multiplier, failures);
		double ceiling = (this.max.isZero()) ? LONGEST_MILLIS : Math.max(this.max.toMillis(), base);
		double asked = (retryAfter != null) ? clamp(retryAfter.toMillis(), 0).toMillis() : 0;
		return lengthen(Math.max(Math.min(grown, ceiling), asked), chance);
	}

	/**
	 * Returns the delay after a connection that only has to be replaced.
	 * @param retry reconnection time as set by the server, or {@code null}
	 * @param chance from 0 to 1
	 * @return the delay
	 */
	Duration afterRotation(@Nullable Duration retry, double chance) {
		return lengthen(base(retry), chance);
	}

	/**
	 * Brings a reconnection time that the server set within its limits.
	 * @param millis as sent; {@link Long#MAX_VALUE} if it was beyond
	 * @return the time
	 */
	Duration clamp(long millis) {
		return clamp(millis, this.min.toMillis());
	}

	boolean isOverCeiling(Duration asked) {
		return !this.maxServer.isZero() && asked.compareTo(this.maxServer) > 0;
	}

	private Duration clamp(long millis, long floor) {
		long ceiling = (this.maxServer.isZero()) ? LONGEST_MILLIS : this.maxServer.toMillis();
		return Duration.ofMillis(Math.max(floor, Math.min(millis, ceiling)));
	}

	private long base(@Nullable Duration retry) {
		Duration time = (retry != null) ? retry : this.delay;
		return Math.max(this.min.toMillis(), time.toMillis());
	}

	private Duration lengthen(double millis, double chance) {
		return Duration.ofMillis((long) Math.min(LONGEST_MILLIS, millis * (1 + this.jitter * chance)));
	}

}
