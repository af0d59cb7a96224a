package dev.eventsource.parser;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The names of fields that mean something, compared as bytes.
 */
enum FieldName {

	DATA("data"), EVENT("event"), ID("id"), RETRY("retry"),

	/** A comment or an unknown field. */
	NONE("");

	/** So many bytes of a line tell its field: the longest name and its colon. */
	static final int TELLING_LENGTH = 6;

	private final byte[] name;

	FieldName(String name) {
		this.name = name.getBytes(StandardCharsets.US_ASCII);
	}

	static FieldName of(byte[] line, int from, int to) {
		FieldName candidate = switch (line[from]) {
			case 'd' -> DATA;
			case 'e' -> EVENT;
			case 'i' -> ID;
			case 'r' -> RETRY;
			default -> NONE;
		};
		return candidate.names(line, from, to) ? candidate : NONE;
	}

	/** The name is all before the first colon, or the whole line if there is none. */
	private boolean names(byte[] line, int from, int to) {
		int end = from + this.name.length;
		return (end == to || (end < to && line[end] == ':'))
				&& Arrays.equals(line, from, end, this.name, 0, this.name.length);
	}

	/** One space after the colon is not part of the value. */
	int valueStart(byte[] line, int from, int to) {
		int start = Math.min(from + this.name.length + 1, to);
		return (start < to && line[start] == ' ') ? start + 1 : start;
	}

	/** The longest line with this name and a value of so many bytes. */
	int lineLength(int valueLength) {
		return this.name.length + 2 + valueLength;
	}

}
