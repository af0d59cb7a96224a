package dev.eventsource.parser;

/**
 * Compares text with bytes, to make no new {@code String} of bytes that say the same
 * again.
 */
final class AsciiText {

	private AsciiText() {
	}

	/** Whether this is ASCII, and has no NUL. */
	static boolean isPlain(byte[] bytes, int from, int to) {
		for (int i = from; i < to; i++) {
			if (bytes[i] <= 0) {
				return false;
			}
		}
		return true;
	}

	/**
	 * From the end, where ids differ first. A byte beyond ASCII is negative and equals no
	 * character, so such text is never the same.
	 */
	static boolean isSame(String text, byte[] bytes, int from, int to) {
		if (text.length() != to - from) {
			return false;
		}
		for (int i = to - from - 1; i >= 0; i--) {
			if (text.charAt(i) != bytes[from + i]) {
				return false;
			}
		}
		return true;
	}

}
