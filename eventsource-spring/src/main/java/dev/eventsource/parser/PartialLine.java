package dev.eventsource.parser;

import java.util.Arrays;

/**
 * The beginning of a line whose end has not come yet. Keeps no more than its field may
 * use: comments, unknown fields and values over their limit are dropped as they come.
 */
final class PartialLine {

	private static final byte[] NOTHING = {};

	/**
	 * An array up to this size is kept for the next line even when a stream is silent.
	 */
	private static final int IDLE_CAPACITY = 256;

	private static final int FIRST_CAPACITY = 64;

	private final EventBlock block;

	private byte[] bytes = NOTHING;

	private int length;

	private int maxLength;

	private boolean discarding;

	PartialLine(EventBlock block) {
		this.block = block;
	}

	boolean isStarted() {
		return this.length > 0 || this.discarding;
	}

	void append(byte[] source, int from, int to) {
		int position = from;
		if (this.length < FieldName.TELLING_LENGTH && !this.discarding) {
			position = appendName(source, from, to);
		}
		if (position == to || this.discarding) {
			return;
		}
		if (to - position > this.maxLength - this.length) {
			this.block.overLimit(FieldName.of(this.bytes, 0, this.length));
			discard();
			return;
		}
		keep(source, position, to);
	}

	private int appendName(byte[] source, int from, int to) {
		int end = Math.min(to, from + FieldName.TELLING_LENGTH - this.length);
		this.maxLength = FieldName.TELLING_LENGTH;
		keep(source, from, end);
		if (this.length == FieldName.TELLING_LENGTH) {
			expectValue();
		}
		return end;
	}

	private void expectValue() {
		FieldName field = FieldName.of(this.bytes, 0, this.length);
		if (field == FieldName.NONE) {
			discard();
			return;
		}
		this.maxLength = Math.max(this.length, field.lineLength(this.block.room(field)));
	}

	private void keep(byte[] source, int from, int to) {
		int needed = this.length + to - from;
		if (needed > this.bytes.length) {
			int capacity = (int) Math.min(this.bytes.length * 2L, this.maxLength);
			this.bytes = Arrays.copyOf(this.bytes, Math.max(needed, Math.max(capacity, FIRST_CAPACITY)));
		}
		System.arraycopy(source, from, this.bytes, this.length, to - from);
		this.length = needed;
	}

	/** Drops the line up to its end. */
	void discard() {
		this.discarding = true;
		this.length = 0;
		this.bytes = NOTHING;
	}

	/** Hands over the line: its last bytes have been appended. */
	void end() {
		int lineLength = this.length;
		boolean whole = !this.discarding;
		this.discarding = false;
		this.length = 0;
		if (whole) {
			this.block.line(this.bytes, 0, lineLength);
		}
		if (lineLength < this.bytes.length / 4) {
			this.bytes = NOTHING;
		}
	}

	/**
	 * Gives up a large array that holds nothing, as the stream may be silent from here.
	 */
	void trim() {
		if (this.length == 0 && this.bytes.length > IDLE_CAPACITY) {
			this.bytes = NOTHING;
		}
	}

	int retainedBytes() {
		return this.bytes.length;
	}

}
