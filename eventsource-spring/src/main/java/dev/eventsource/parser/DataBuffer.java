package dev.eventsource.parser;

/**
 * The data buffer of the standard, limited. The data of one line, which is the usual
 * event, is not copied: it stays where the line is until {@link #keep()}.
 */
final class DataBuffer {

	private static final byte[] NOTHING = {};

	private static final int NO_LINE = -1;

	/**
	 * A larger array is not used again.
	 */
	private static final int REUSED_CAPACITY = 256 * 1024;

	private final int limit;

	/** Ours, for data of several lines and for data that has to be kept. */
	private byte[] own = NOTHING;

	/** Where the data is: our own array or that of its only line; may be left over. */
	private byte[] bytes = NOTHING;

	private int offset;

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
			// a store is dear where it makes an old object point to something
			if (this.bytes != source) {
				this.bytes = source;
			}
			this.offset = from;
			this.length = size;
			return;
		}
		ensureCapacity(this.length + 1 + size);
		this.own[this.length] = '\n';
		System.arraycopy(source, from, this.own, this.length + 1, size);
		this.length += 1 + size;
	}

	private void ensureCapacity(int needed) {
		if (this.bytes == this.own && needed <= this.own.length) {
			return;
		}
		byte[] target = this.own;
		if (needed > target.length) {
			long doubled = Math.min(target.length * 2L, this.limit);
			target = new byte[(int) Math.max(needed, doubled)];
		}
		moveTo(target);
	}

	private void moveTo(byte[] target) {
		System.arraycopy(this.bytes, this.offset, target, 0, this.length);
		this.own = target;
		this.bytes = target;
		this.offset = 0;
	}

	/**
	 * Takes into an array of our own what belongs to others: they are about to use it
	 * again.
	 */
	void keep() {
		if (this.length == NO_LINE) {
			this.own = NOTHING;
			this.bytes = NOTHING;
		}
		else if (this.bytes != this.own) {
			moveTo((this.own.length >= this.length) ? this.own : new byte[this.length]);
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

	/**
	 * Hands the data on and is empty, whatever the sink does.
	 */
	void handTo(EventSink sink, String type, String lastEventId) {
		byte[] data = this.bytes;
		int size = this.length;
		clear();
		sink.event(type, lastEventId, data, this.offset, size);
	}

	void clear() {
		if (this.own.length > REUSED_CAPACITY) {
			this.own = NOTHING;
			this.bytes = NOTHING;
		}
		this.length = NO_LINE;
		this.tooLarge = false;
	}

	int retainedBytes() {
		return this.own.length;
	}

}
