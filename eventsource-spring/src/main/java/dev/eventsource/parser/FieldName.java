package dev.eventsource.parser;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * The names of fields that mean something, compared as bytes.
 */
enum FieldName {

	DATA("data"), EVENT("event"), ID("id"), RETRY("retry"),

	/** A comment or an unknown field. */
	NONE("");

	/** So many bytes of a line tell its field: the longest name and its colon. */
	static final int TELLING_LENGTH = 6;

	private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

	private final byte[] name;

	/** The name and a colon, as the upper bytes of a word. */
	private final long word;

	private final int otherBits;

	FieldName(String name) {
		this.name = name.getBytes(StandardCharsets.US_ASCII);
		this.word = ByteBuffer.allocate(Long.BYTES).put(this.name).put((byte) ':').getLong(0);
		this.otherBits = Long.SIZE - Byte.SIZE * (name.length() + 1);
	}

	static FieldName of(byte[] line, int from, int to) {
		if (to - from < Long.BYTES) {
			return ofShort(line, from, to);
		}
		long start = (long) LONGS.get(line, from);
		if (DATA.begins(start)) {
			return DATA;
		}
		if (EVENT.begins(start)) {
			return EVENT;
		}
		if (ID.begins(start)) {
			return ID;
		}
		return RETRY.begins(start) ? RETRY : NONE;
	}

	private boolean begins(long start) {
		return ((start ^ this.word) >>> this.otherBits) == 0;
	}

	private static FieldName ofShort(byte[] line, int from, int to) {
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
		if (end > to || (end < to && line[end] != ':')) {
			return false;
		}
		for (int i = 1; i < this.name.length; i++) {
			if (line[from + i] != this.name[i]) {
				return false;
			}
		}
		return true;
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
