package dev.eventsource.parser;

import java.nio.ByteBuffer;
import java.util.Random;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Random streams, cut at random: always what {@link ReferenceParser} finds.
 */
class EventStreamParserPropertyTests {

	private static final int CASES = 10_000;

	@Test
	void findsWhatTheReferenceFinds() {
		check(ParserLimits.DEFAULT);
	}

	@Test
	void findsWhatTheReferenceFindsWithinLimits() {
		check(new ParserLimits(20, 3));
	}

	@Test
	void findsWhatTheReferenceFindsWithTheSmallestLimits() {
		check(new ParserLimits(1, 1));
	}

	@Test
	void findsWhatTheReferenceFindsWithoutLimits() {
		check(new ParserLimits(0, 0));
	}

	@Test
	void neverFailsOnRandomBytes() {
		Random random = new Random(99);
		for (int i = 0; i < CASES; i++) {
			byte[] stream = new byte[random.nextInt(64)];
			random.nextBytes(stream);
			checkOne(stream, random, ParserLimits.DEFAULT);
		}
	}

	private static void check(ParserLimits limits) {
		for (int seed = 0; seed < CASES; seed++) {
			Random random = new Random(seed);
			checkOne(new RandomStream(random).next(), random, limits);
		}
	}

	private static void checkOne(byte[] stream, Random random, ParserLimits limits) {
		RecordingSink expected = new RecordingSink();
		ReferenceParser reference = new ReferenceParser(limits, expected);
		RecordingSink sink = new RecordingSink();
		EventStreamParser parser = Parsing.parser(sink, limits);

		reference.parse(stream);
		feedInRandomPieces(parser, stream, random);

		boolean same = sink.signals().equals(expected.signals());
		assertThat(same ? "" : sink.lines().toString()).as("signals of %s", new EscapedBytes(stream))
			.isEqualTo(same ? "" : expected.lines().toString());
		assertThat(parser.lastEventId()).as("id of %s", new EscapedBytes(stream)).isEqualTo(reference.lastEventId());
		assertThat(parser.midEvent()).as("midEvent of %s", new EscapedBytes(stream)).isEqualTo(reference.midEvent());
	}

	private static void feedInRandomPieces(EventStreamParser parser, byte[] stream, Random random) {
		int longest = 1 + random.nextInt(1 + 2 * stream.length);
		for (int from = 0; from < stream.length;) {
			int length = Math.min(stream.length - from, random.nextInt(1 + longest));
			ByteBuffer buffer = random.nextBoolean() ? ByteBuffer.allocateDirect(length) : ByteBuffer.allocate(length);
			parser.feed(buffer.put(stream, from, length).flip());
			assertThat(buffer.remaining()).isZero();
			from += length;
		}
	}

	/** Says it only if a check fails. */
	private record EscapedBytes(byte[] stream) {

		@Override
		public String toString() {
			StringBuilder escaped = new StringBuilder();
			for (byte value : this.stream) {
				escaped
					.append((value >= ' ' && value <= '~') ? String.valueOf((char) value) : "\\x%02X".formatted(value));
			}
			return escaped.toString();
		}

	}

}
