package dev.eventsource.parser;

import java.util.Arrays;

/**
 * The data buffer of the standard, limited. The data of one line, which is the usual
 * event, is copied once, into the array that the event then owns.
 */
final class DataBuffer {

	private static final byte[] NOTHING = {};

	private static final int NO_LINE = -1;

	private final int limit;

	private byte[] bytes = NOTHING;

	private int length = NO_LINE;

	private boolean tooLarge;

	DataBuffer(int limit) {
		this.limit = limit;
	}

	void add(byte[] source, int from, int to) {
		int size = to - from;
		if (this.tooLarge || size > room()) {
			drop();
			return;
		}
		if (this.length == NO_LINE) {
			this.bytes = Arrays.copyOfRange(source, from, to);
			this.length = size;
			return;
		}
		ensureCapacity(this.length + 1 + size);
		this.bytes[this.length] = '\n';
		System.arraycopy(source, from, this.bytes, this.length + 1, size);
		this.length += 1 + size;
	}

	private void ensureCapacity(int needed) {
		if (needed > this.bytes.length) {
			long doubled = Math.min(this.bytes.length * 2L, this.limit);
			this.bytes = Arrays.copyOf(this.bytes, (int) Math.max(needed, doubled));
		}
	}

	/**
	 * The bytes that a further line may have; below zero if not even an empty one fits.
	 */
	int room() {
		return this.limit - (this.length + 1);
	}

	int limit() {
		return this.limit;
	}

	/** Gives up the data, and all further data of this event. */
	void drop() {
		clear();
		this.tooLarge = true;
	}

	boolean isEmpty() {
		return this.length == NO_LINE && !this.tooLarge;
	}

	boolean isTooLarge() {
		return this.tooLarge;
	}

	byte[] take() {
		byte[] data = (this.length == this.bytes.length) ? this.bytes : Arrays.copyOf(this.bytes, this.length);
		clear();
		return data;
	}

	void clear() {
		this.bytes = NOTHING;
		this.length = NO_LINE;
		this.tooLarge = false;
	}

	int retainedBytes() {
		return this.bytes.length;
	}

}
