package dev.eventsource.benchmarks.corpus;

import java.util.stream.IntStream;

/**
 * Finds the blank lines that end events, in streams of one kind of line end. A blank line
 * after a comment ends none.
 */
final class EventEnds {

	private EventEnds() {
	}

	static int[] of(byte[] bytes) {
		return IntStream.rangeClosed(2, bytes.length)
			.filter((end) -> isBlankLine(bytes, end) && !isComment(bytes, end))
			.toArray();
	}

	private static boolean isBlankLine(byte[] bytes, int end) {
		if (bytes[end - 1] != '\n') {
			return false;
		}
		return bytes[end - 2] == '\n' || (end > 3 && bytes[end - 2] == '\r' && bytes[end - 3] == '\n');
	}

	private static boolean isComment(byte[] bytes, int end) {
		int start = end - 2;
		while (start > 0 && bytes[start - 1] != '\n') {
			start--;
		}
		return bytes[start] == ':';
	}

}
