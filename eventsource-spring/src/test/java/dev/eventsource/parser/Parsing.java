package dev.eventsource.parser;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Parses whole streams, cut into buffers in every way that tests ask for.
 */
final class Parsing {

	private Parsing() {
	}

	static EventStreamParser parser(EventSink sink) {
		return parser(sink, ParserLimits.DEFAULT);
	}

	static EventStreamParser parser(EventSink sink, ParserLimits limits) {
		return new EventStreamParser("", limits, sink);
	}

	static RecordingSink whole(byte[] stream) {
		return inChunks(stream, Math.max(1, stream.length), ParserLimits.DEFAULT);
	}

	static RecordingSink whole(String stream, ParserLimits limits) {
		return inChunks(bytes(stream), stream.length(), limits);
	}

	/** Each buffer is an array of its own, and spoiled when it has been fed. */
	static RecordingSink inChunks(byte[] stream, int size, ParserLimits limits) {
		RecordingSink sink = new RecordingSink();
		EventStreamParser parser = parser(sink, limits);
		for (int from = 0; from < stream.length; from += size) {
			feed(parser, Arrays.copyOfRange(stream, from, Math.min(stream.length, from + size)));
		}
		return sink;
	}

	static RecordingSink cutAt(byte[] stream, int cut) {
		RecordingSink sink = new RecordingSink();
		EventStreamParser parser = parser(sink);
		feed(parser, Arrays.copyOf(stream, cut));
		feed(parser, Arrays.copyOfRange(stream, cut, stream.length));
		return sink;
	}

	static void feed(EventStreamParser parser, String bytes) {
		feed(parser, bytes(bytes));
	}

	private static void feed(EventStreamParser parser, byte[] buffer) {
		parser.feed(buffer, 0, buffer.length);
		Arrays.fill(buffer, (byte) '\n');
	}

	static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

}
