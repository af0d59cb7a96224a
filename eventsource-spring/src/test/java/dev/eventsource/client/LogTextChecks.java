package dev.eventsource.client;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What must hold for any text of a server in a log line. An input is text in UTF-16, for
 * halves of characters to be among it.
 */
public final class LogTextChecks {

	private static final int LONGEST = 128 * 8 + 3;

	private LogTextChecks() {
	}

	/**
	 * Returns texts to begin with.
	 * @return inputs
	 */
	public static List<byte[]> seeds() {
		return Stream
			.of("", "put", "a\r\nb", "\u001B[31mred", "\u202Eevil", "\u2066x\u2069", "\u2028\u2029\u0085",
					"\uD83D\uDE80", "\uD83D", "\uDE80\uD83D", "\uFEFF", "\0", "x".repeat(200), "\uE000\uFFFE")
			.map((text) -> text.getBytes(StandardCharsets.UTF_16BE))
			.toList();
	}

	/**
	 * One line, of visible characters, not long.
	 * @param input text in UTF-16
	 */
	public static void fitsALine(byte[] input) {
		String quoted = LogText.quote(new String(input, StandardCharsets.UTF_16BE));

		assertThat(quoted).startsWith("'").endsWith("'").hasSizeLessThanOrEqualTo(LONGEST);
		assertThat(quoted.codePoints().allMatch(LogTextChecks::isVisible)).isTrue();
	}

	private static boolean isVisible(int codePoint) {
		boolean control = codePoint < 0x20 || codePoint >= 0x7F && codePoint <= 0x9F;
		boolean line = codePoint == 0x2028 || codePoint == 0x2029;
		boolean direction = codePoint == 0x061C || codePoint >= 0x200B && codePoint <= 0x200F
				|| codePoint >= 0x202A && codePoint <= 0x202E || codePoint >= 0x2060 && codePoint <= 0x206F;
		boolean half = codePoint >= 0xD800 && codePoint <= 0xDFFF;
		return !control && !line && !direction && !half && codePoint != 0xFEFF;
	}

}
