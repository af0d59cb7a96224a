package dev.eventsource.parser;

import java.nio.ByteBuffer;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * Turns the body of one response into events, as "Interpreting an event stream" in the
 * HTML Standard. No content is an error.
 * <p>
 * Not thread-safe: one thread at a time. At the end of the body the parser is dropped,
 * and an event without its blank line with it.
 */
public final class EventStreamParser {

	private static final int SLICE_SIZE = 16 * 1024;

	/** One array a thread, not one a parser: most parsers are idle. */
	private static final ThreadLocal<byte @Nullable []> SLICE = new ThreadLocal<>();

	private final EventBlock block;

	private final LineScanner lines;

	/**
	 * Creates the parser of one connection.
	 * @param lastEventId the id that was received last before this connection, or an
	 * empty string; events without an id carry it on
	 * @param limits what is kept at most
	 * @param sink takes what is found
	 */
	public EventStreamParser(String lastEventId, ParserLimits limits, EventSink sink) {
		this.block = new EventBlock(lastEventId, limits, sink);
		this.lines = new LineScanner(this.block);
	}

	/**
	 * Parses the remaining bytes of a buffer, and calls the sink for all that they
	 * complete.
	 * @param buffer direct or not; consumed, and not kept
	 */
	public void feed(ByteBuffer buffer) {
		if (buffer.hasArray()) {
			int from = buffer.arrayOffset() + buffer.position();
			int length = buffer.remaining();
			buffer.position(buffer.limit());
			feed(buffer.array(), from, length);
			return;
		}
		byte[] slice = SLICE.get();
		// a sink may feed another parser on this thread
		SLICE.set(null);
		slice = (slice != null) ? slice : new byte[SLICE_SIZE];
		while (buffer.hasRemaining()) {
			int length = Math.min(buffer.remaining(), slice.length);
			buffer.get(slice, 0, length);
			feed(slice, 0, length);
		}
		SLICE.set(slice);
	}

	/**
	 * Parses bytes, and calls the sink for all that they complete.
	 * @param bytes holds the bytes; not kept
	 * @param offset where they begin
	 * @param length how many they are
	 */
	public void feed(byte[] bytes, int offset, int length) {
		Objects.checkFromIndexSize(offset, length, bytes.length);
		this.lines.scan(bytes, offset, offset + length);
	}

	/**
	 * Returns whether something is begun and not finished: a line without its end, or an
	 * event without its blank line. A comment or {@code retry} line that is complete
	 * begins nothing.
	 * @return whether more bytes are due
	 */
	public boolean midEvent() {
		return this.lines.isMidLine() || this.block.isStarted();
	}

	/**
	 * Returns the last event ID as of the last blank line: what the next connection asks
	 * to go on from.
	 * @return the id, or an empty string
	 */
	public String lastEventId() {
		return this.block.lastEventId();
	}

	/**
	 * Stops for good: the sink is not called again, also not for the rest of a buffer
	 * from within whose parsing this is called. Further buffers are consumed and ignored.
	 */
	public void close() {
		this.lines.stop();
	}

	int retainedBytes() {
		return this.lines.retainedBytes() + this.block.retainedBytes();
	}

}
