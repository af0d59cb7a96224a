package dev.eventsource.parser;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/**
 * Streams that are nearly right: made of the pieces at which parsers go wrong.
 */
final class RandomStream {

	private static final String MARK = "\u00EF\u00BB\u00BF";

	private static final String[] ENDS = { "\n", "\r", "\r\n", "\n\n", "\r\r", "\r\n\r\n", "\n\r" };

	private static final String[] NAMES = { "data", "data", "data", "event", "id", "id", "retry", "", "dat", "dataa",
			"Data", "events", "i", "idx", "retr", "foo", " data", MARK + "data", "d", "e", "r", "unknown-field" };

	private static final String[] COLONS = { ":", ":", ": ", ": ", ":  ", "::", "", " :" };

	/**
	 * Latin-1 for bytes: among these are whole, half and malformed sequences of UTF-8.
	 */
	private static final String[] VALUES = { "", "a", "1", "2", "300", "99999999999999999999", "12x", "\0", "a\0b",
			"put", "patch", "message", "\u00C3\u00A9", "\u00E2\u0080\u00A6", "\u00F0\u009F\u009A\u0080", "\u00E2\u0080",
			"\u00ED\u00A0\u0080", "\u00FF", "\u00C0\u00AF", MARK, "{\"a\": [1, 2]}", "\t", " ", ":", "data: x",
			"\u000B\u000C\u0085", "0123456789abcdef0123456789abcdef" };

	private final Random random;

	RandomStream(Random random) {
		this.random = random;
	}

	byte[] next() {
		ByteArrayOutputStream stream = new ByteArrayOutputStream();
		if (this.random.nextInt(4) == 0) {
			write(stream, MARK.substring(0, 1 + this.random.nextInt(3)));
		}
		for (int lines = this.random.nextInt(24); lines > 0; lines--) {
			write(stream, pick(NAMES) + pick(COLONS) + value() + pick(ENDS));
		}
		if (this.random.nextBoolean()) {
			write(stream, pick(NAMES) + pick(COLONS) + value());
		}
		return stream.toByteArray();
	}

	private String value() {
		String value = pick(VALUES);
		return switch (this.random.nextInt(8)) {
			case 0 -> value + pick(VALUES);
			case 1 -> value.repeat(this.random.nextInt(40));
			default -> value;
		};
	}

	private String pick(String[] choices) {
		return choices[this.random.nextInt(choices.length)];
	}

	private static void write(ByteArrayOutputStream stream, String text) {
		stream.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
	}

}
