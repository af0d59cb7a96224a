package dev.eventsource.delivery;

import java.time.Duration;

/**
 * Delays that grow.
 */
final class Backoff {

	private static final Duration FIRST = Duration.ofSeconds(1);

	private static final Duration LONGEST = Duration.ofSeconds(30);

	private Backoff() {
	}

	static Duration delay(Duration first, double multiplier, Duration longest, int failures) {
		double nanos = first.toNanos() * Math.pow(multiplier, failures - 1);
		return (nanos >= longest.toNanos()) ? longest : Duration.ofNanos((long) nanos);
	}

	/**
	 * Returns the delay before stores and dead-letter publishers are tried again.
	 * @param failures failures in a row, from 1
	 * @return the delay
	 */
	static Duration ofStore(int failures) {
		return delay(FIRST, 2, LONGEST, failures);
	}

}
