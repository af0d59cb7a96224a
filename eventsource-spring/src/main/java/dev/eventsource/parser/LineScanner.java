package dev.eventsource.parser;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Cuts a stream into lines ended by CR, LF or CRLF, and drops one byte order mark at its
 * start, wherever the buffers are cut. A line that lies whole in a buffer is handed on in
 * place.
 */
final class LineScanner {

	private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

	private static final long EACH_BYTE = 0x0101010101010101L;

	private static final long HIGH_BITS = EACH_BYTE * 0x80;

	private static final byte[] BYTE_ORDER_MARK = { (byte) 0xEF, (byte) 0xBB, (byte) 0xBF };

	/** Bytes that are likely to be many events. */
	private static final int MANY = 2048;

	private final EventBlock block;

	private final PartialLine partial;

	private int markLength;

	private boolean skipLineFeed;

	private boolean stopped;

	LineScanner(EventBlock block) {
		this.block = block;
		this.partial = new PartialLine(block);
	}

	void scan(byte[] bytes, int from, int to) {
		if (to - from >= MANY) {
			this.block.expectMany();
		}
		try {
			lines(bytes, skipLineFeed(bytes, skipByteOrderMark(bytes, from, to), to), to);
		}
		finally {
			this.block.keep();
		}
	}

	private void lines(byte[] bytes, int from, int to) {
		int position = from;
		while (position < to && !this.stopped) {
			int end = lineEnd(bytes, position, to);
			if (end == to) {
				this.partial.append(bytes, position, to);
				return;
			}
			// before the line is handed on, so that an exception of the sink leaves us in
			// step
			this.skipLineFeed = bytes[end] == '\r';
			line(bytes, position, end);
			position = skipLineFeed(bytes, end + 1, to);
		}
		this.partial.trim();
	}

	private int skipByteOrderMark(byte[] bytes, int from, int to) {
		int position = from;
		while (this.markLength < BYTE_ORDER_MARK.length && position < to) {
			if (bytes[position] != BYTE_ORDER_MARK[this.markLength]) {
				endByteOrderMark();
				return position;
			}
			this.markLength++;
			position++;
		}
		return position;
	}

	private void endByteOrderMark() {
		if (this.markLength > 0) {
			this.partial.discard(); // a line that begins with half a mark has no known
									// field
		}
		this.markLength = BYTE_ORDER_MARK.length;
	}

	/** A CR can end a buffer; its LF then opens the next. */
	private int skipLineFeed(byte[] bytes, int position, int to) {
		if (!this.skipLineFeed || position == to) {
			return position;
		}
		this.skipLineFeed = false;
		return (bytes[position] == '\n') ? position + 1 : position;
	}

	private void line(byte[] bytes, int from, int to) {
		if (!this.partial.isStarted()) {
			this.block.line(bytes, from, to);
			return;
		}
		this.partial.append(bytes, from, to);
		this.partial.end();
		this.block.keep();
	}

	/**
	 * Returns the index of the first CR or LF, or {@code to}; looks at eight bytes at a
	 * time.
	 */
	private static int lineEnd(byte[] bytes, int from, int to) {
		int position = from;
		for (; position <= to - Long.BYTES; position += Long.BYTES) {
			long word = (long) LONGS.get(bytes, position);
			if (hasControls(word) && lineEnds(word) != 0) {
				return position + (Long.numberOfTrailingZeros(lineEnds(word)) >>> 3);
			}
		}
		while (position < to && bytes[position] != '\n' && bytes[position] != '\r') {
			position++;
		}
		return position;
	}

	/**
	 * Tells whether any byte is below 0x0E, as CR and LF are: the one quick test that
	 * most text fails.
	 */
	private static boolean hasControls(long word) {
		return ((word - (EACH_BYTE * 0x0E)) & ~word & HIGH_BITS) != 0;
	}

	private static long lineEnds(long word) {
		return zeroBytes(word ^ (EACH_BYTE * '\n')) | zeroBytes(word ^ (EACH_BYTE * '\r'));
	}

	/**
	 * Sets the high bit of the first byte that is zero, perhaps of later bytes, of none
	 * before.
	 */
	private static long zeroBytes(long word) {
		return (word - EACH_BYTE) & ~word & HIGH_BITS;
	}

	void stop() {
		this.stopped = true;
	}

	boolean isMidLine() {
		return this.partial.isStarted() || (this.markLength > 0 && this.markLength < BYTE_ORDER_MARK.length);
	}

	int retainedBytes() {
		return this.partial.retainedBytes();
	}

}
