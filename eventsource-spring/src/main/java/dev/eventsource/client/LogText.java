package dev.eventsource.client;

import java.time.Duration;
import java.util.Locale;

/**
 * Makes what a server sent fit for a log line: one line, no control or direction
 * characters, short.
 */
final class LogText {

	private static final int LONGEST = 128;

	private LogText() {
	}

	static String quote(String text) {
		StringBuilder line = new StringBuilder("'");
		text.codePoints().limit(LONGEST).forEach((codePoint) -> append(line, codePoint));
		return line.append((text.codePointCount(0, text.length()) > LONGEST) ? "…'" : "'").toString();
	}

	private static void append(StringBuilder line, int codePoint) {
		switch (Character.getType(codePoint)) {
			case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR,
					Character.SURROGATE, Character.UNASSIGNED, Character.PRIVATE_USE ->
				line.append(String.format(Locale.ROOT, "\\u%04X", codePoint));
			default -> line.appendCodePoint(codePoint);
		}
	}

	static String seconds(Duration duration) {
		return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
	}

}
