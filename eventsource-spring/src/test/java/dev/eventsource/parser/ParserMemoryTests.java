package dev.eventsource.parser;

import java.lang.management.ManagementFactory;
import java.util.Arrays;

import com.sun.management.ThreadMXBean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a parser holds on to, and what it allocates.
 */
class ParserMemoryTests {

	private static final int MEGABYTE = 1024 * 1024;

	/** Below this a parser may keep an array for the next line. */
	private static final int IDLE_BYTES = 256;

	private final CountingSink sink = new CountingSink();

	@Test
	@Timeout(30)
	void lineInSingleBytesIsReadInLinearTime() {
		EventStreamParser parser = Parsing.parser(this.sink);

		Parsing.feed(parser, "data: ");
		feedSingleBytes(parser, 'x', 8 * MEGABYTE);
		assertThat(parser.retainedBytes()).isBetween(8 * MEGABYTE, 8 * MEGABYTE + 16);
		Parsing.feed(parser, "\n\n");

		assertThat(this.sink.dataBytes).isEqualTo(8 * MEGABYTE);
		assertThat(parser.retainedBytes()).isLessThanOrEqualTo(IDLE_BYTES);
	}

	@Test
	@Timeout(30)
	void dataLinesInSingleBytesAreReadInLinearTime() {
		EventStreamParser parser = Parsing.parser(this.sink);

		for (int i = 0; i < MEGABYTE; i++) {
			Parsing.feed(parser, "data:x\n");
		}
		Parsing.feed(parser, "\n");

		assertThat(this.sink.dataBytes).isEqualTo(2 * MEGABYTE - 1);
		assertThat(parser.retainedBytes()).isLessThanOrEqualTo(IDLE_BYTES);
	}

	@Test
	void dataOverTheLimitIsNotKept() {
		EventStreamParser parser = Parsing.parser(this.sink, new ParserLimits(MEGABYTE, 0));
		Parsing.feed(parser, "id: 1\ndata: ");

		int most = 0;
		for (int i = 0; i < 64 * 16; i++) {
			feedSame(parser, 'x', 64 * 1024);
			most = Math.max(most, parser.retainedBytes());
		}
		assertThat(most).isLessThanOrEqualTo(MEGABYTE + 16);
		assertThat(parser.retainedBytes()).isLessThanOrEqualTo(IDLE_BYTES);

		Parsing.feed(parser, "\ndata: more\n\ndata: next\n\n");
		assertThat(this.sink.skipped).isEqualTo(1);
		assertThat(this.sink.events).isEqualTo(1);
	}

	@Test
	void lineAndEventTogetherKeepNoMoreThanTheLimit() {
		EventStreamParser parser = Parsing.parser(this.sink, new ParserLimits(MEGABYTE, 0));
		feedLine(parser, "data: ", MEGABYTE / 2);

		Parsing.feed(parser, "data: ");
		int most = 0;
		for (int i = 0; i < MEGABYTE / 1024; i++) {
			feedSame(parser, 'x', 1024);
			most = Math.max(most, parser.retainedBytes());
		}

		assertThat(most).isLessThanOrEqualTo(MEGABYTE + 16);
	}

	@Test
	void commentsAndUnknownFieldsAreNotKept() {
		EventStreamParser parser = Parsing.parser(this.sink);

		for (String start : new String[] { ": ", "unknown: ", "dataa", "" }) {
			Parsing.feed(parser, start);
			feedSame(parser, 'x', MEGABYTE);
			feedSame(parser, 'x', MEGABYTE);
			assertThat(parser.retainedBytes()).isLessThanOrEqualTo(IDLE_BYTES);
			Parsing.feed(parser, "\n");
		}

		assertThat(parser.midEvent()).isFalse();
	}

	@Test
	void idsAndTypesOverTheirLimitsAreNotKept() {
		EventStreamParser parser = Parsing.parser(this.sink);

		for (String start : new String[] { "id: ", "event: " }) {
			Parsing.feed(parser, start);
			feedSame(parser, 'x', MEGABYTE);
			assertThat(parser.retainedBytes()).isLessThanOrEqualTo(IDLE_BYTES);
			Parsing.feed(parser, "\n");
		}
	}

	@Test
	void arrayOfAGiantLineIsGivenUpEvenIfBuffersAlwaysEndInALine() {
		EventStreamParser parser = Parsing.parser(this.sink);
		Parsing.feed(parser, "data: ");
		feedSame(parser, 'x', 4 * MEGABYTE);

		Parsing.feed(parser, "\n\ndata: a");
		Parsing.feed(parser, "\n\ndata: b");

		assertThat(parser.retainedBytes()).isLessThanOrEqualTo(IDLE_BYTES);
	}

	@Test
	void parserWithoutBytesHoldsNothing() {
		assertThat(Parsing.parser(this.sink).retainedBytes()).isZero();
	}

	@Test
	void smallEventCostsFewBytes() {
		byte[] stream = Parsing.bytes(smallEvents(1000));
		EventStreamParser parser = Parsing.parser(this.sink);
		for (int i = 0; i < 50; i++) {
			parser.feed(stream, 0, stream.length);
		}

		ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
		long before = threads.getCurrentThreadAllocatedBytes();
		for (int i = 0; i < 10; i++) {
			parser.feed(stream, 0, stream.length);
		}
		long allocated = threads.getCurrentThreadAllocatedBytes() - before;

		assertThat(allocated / 10_000).isBetween(40L, 64L);
	}

	/** 83 bytes each. */
	private static String smallEvents(int count) {
		StringBuilder events = new StringBuilder();
		for (int i = 0; i < count; i++) {
			events.append("id: %d\nevent: trade\ndata: {\"symbol\":\"ACME\",\"price\":123.45,\"quantity\":10000}\n\n"
				.formatted(10_000_000 + i));
		}
		assertThat(events.length()).isEqualTo(83 * count);
		return events.toString();
	}

	private static void feedSingleBytes(EventStreamParser parser, char character, int count) {
		byte[] single = { (byte) character };
		for (int i = 0; i < count; i++) {
			parser.feed(single, 0, 1);
		}
	}

	private static void feedSame(EventStreamParser parser, char character, int count) {
		byte[] chunk = new byte[count];
		Arrays.fill(chunk, (byte) character);
		parser.feed(chunk, 0, count);
	}

	private static void feedLine(EventStreamParser parser, String start, int length) {
		Parsing.feed(parser, start + "x".repeat(length) + "\n");
	}

	private static final class CountingSink implements EventSink {

		private int events;

		private int skipped;

		private long dataBytes;

		@Override
		public void event(String type, String lastEventId, byte[] bytes, int offset, int length) {
			this.events++;
			this.dataBytes += length;
		}

		@Override
		public void position(String lastEventId) {
		}

		@Override
		public void retry(long millis) {
		}

		@Override
		public void skipped(SkipReason reason, String lastEventId) {
			this.skipped++;
		}

	}

}
