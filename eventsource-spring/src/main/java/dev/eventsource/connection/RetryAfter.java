package dev.eventsource.connection;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

import org.jspecify.annotations.Nullable;

/**
 * Reads the header {@code Retry-After}: seconds, or an HTTP date.
 */
final class RetryAfter {

	/** More digits than any wait has; keeps the number within a {@code long}. */
	private static final int DIGITS = 12;

	private RetryAfter() {
	}

	/**
	 * Reads a value.
	 * @param value the header's value
	 * @param now what a date is compared with
	 * @return how long to wait, or {@code null} if that can not be told or is past
	 */
	static @Nullable Duration parse(@Nullable String value, Instant now) {
		if (value == null || value.isBlank()) {
			return null;
		}
		String text = value.strip();
		boolean seconds = text.chars().allMatch((character) -> character >= '0' && character <= '9');
		return seconds ? parseSeconds(text) : parseDate(text, now);
	}

	private static Duration parseSeconds(String digits) {
		String number = digits.replaceFirst("^0+(?=.)", "");
		return Duration.ofSeconds(Long.parseLong((number.length() <= DIGITS) ? number : "9".repeat(DIGITS)));
	}

	private static @Nullable Duration parseDate(String text, Instant now) {
		try {
			Instant date = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
			return date.isAfter(now) ? Duration.between(now, date) : null;
		}
		catch (DateTimeException ex) {
			return null;
		}
	}

}
