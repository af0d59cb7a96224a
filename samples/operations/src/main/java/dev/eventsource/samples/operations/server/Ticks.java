package dev.eventsource.samples.operations.server;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;

/**
 * Events that fall due at regular times. An event's id is its time in milliseconds, so
 * that whoever knows the time knows an id, and what was sent can be sent again.
 */
final class Ticks {

	/** The server remembers a day, and a little. */
	private static final long HISTORY = Duration.ofHours(25).toMillis();

	/** Each so many events, one is of no use. */
	private static final long POISON = 150;

	private final long period;

	Ticks(Duration period) {
		this.period = period.toMillis();
	}

	/**
	 * Returns the first tick that a client has not seen.
	 * @param lastEventId what it says that it has seen; empty for nothing
	 * @param now the time
	 * @return a time, possibly long ago
	 */
	long behind(String lastEventId, long now) {
		long seen = lastEventId.matches("\\d{1,15}") ? Long.parseLong(lastEventId) : now;
		long from = Math.max(Math.min(seen, now), now - HISTORY);
		return from - from % this.period + this.period;
	}

	long next(long tick) {
		return tick + this.period;
	}

	byte[] event(long tick) {
		long number = tick / this.period;
		String value = (number % POISON == 0) ? "\"not known\""
				: String.format(Locale.ROOT, "%.2f", 100 + 5 * Math.sin(number / 40.0));
		return ("id: " + tick + "\ndata: {\"symbol\":\"ACME\",\"value\":" + value + "}\n\n")
			.getBytes(StandardCharsets.UTF_8);
	}

}
