package dev.eventsource.parser;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ParserLimitsTests {

	private static final ParserLimits TEN_AND_FOUR = new ParserLimits(10, 4);

	private static final String NEXT = "data: next\n\n";

	private static final String NEXT_LINE = "event \"message\" id \"\" data \"next\"";

	@Test
	void defaultIsEightMegabytesAndFourKilobytes() {
		assertThat(ParserLimits.DEFAULT).isEqualTo(new ParserLimits(8_388_608, 4_096));
	}

	@Test
	void negativeLimitsAreRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> new ParserLimits(-1, 0)).withMessageContaining("-1");
		assertThatIllegalArgumentException().isThrownBy(() -> new ParserLimits(0, -2)).withMessageContaining("-2");
	}

	@ParameterizedTest
	@CsvSource({ "data: 123456789\\n, false", "data: 1234567890\\n, false", "data: 12345678901\\n, true",
			"data:1234567890\\n, false", "data:12345678901\\n, true", "data: 1234\\ndata: 12345\\n, false",
			"data: 12345\\ndata: 12345\\n, true", "data: 1234\\ndata: 1234\\ndata\\n, false",
			"data: 1234\\ndata: 1234\\ndata\\ndata\\n, true" })
	void eventOverItsSizeIsSkipped(String lines, boolean skipped) {
		String stream = lines.replace("\\n", "\n") + "\n" + NEXT;

		List<String> found = parse(stream);

		assertThat(found).hasSize(2).endsWith(NEXT_LINE);
		assertThat(found.get(0).equals("skipped too-large id \"\"")).isEqualTo(skipped);
	}

	@Test
	void emptyDataLinesAreNotFree() {
		assertThat(parse("data\n".repeat(11) + "\n" + NEXT).get(0)).startsWith("event");
		assertThat(parse("data\n".repeat(12) + "\n" + NEXT)).containsExactly("skipped too-large id \"\"", NEXT_LINE);
	}

	/** Sizes one below a limit, at it, and one above. */
	@ParameterizedTest
	@ValueSource(
			strings = { "data: 123456789\ndata:\n", "data: 123456789\n", "data: 1234567890\n", "data: 12345678901\n",
					"data: 12345\ndata: 123\n", "data: 12345\ndata: 1234\n", "data: 12345\ndata: 12345\n",
					"id: 123\ndata: x\n", "id: 1234\ndata: x\n", "id: 12345\ndata: x\n", "id: 12345\nid: 1\ndata: x\n",
					"retry: 0000000001\n", "retry: 00000000001\n", "event: a\ndata: 12345678901\ndata: 1\n" })
	void limitsHoldWhereverTheStreamIsCut(String lines) {
		for (LineEnds ends : LineEnds.values()) {
			byte[] stream = ends.in(Parsing.bytes(lines + "\n" + NEXT));
			RecordingSink expected = new RecordingSink();
			new ReferenceParser(TEN_AND_FOUR, expected).parse(stream);

			for (int size = 1; size <= stream.length; size++) {
				assertThat(Parsing.inChunks(stream, size, TEN_AND_FOUR).signals()).as("in chunks of %d", size)
					.isEqualTo(expected.signals());
			}
		}
	}

	@Test
	void skippedEventStillMovesIdAndRetry() {
		String stream = "id: 1\ndata: 123456789012\nretry: 5\nid: 2\ndata: x\n\ndata: next\n\n";

		assertThat(parse(stream)).containsExactly("retry 5", "skipped too-large id \"2\"",
				"event \"message\" id \"2\" data \"next\"");
	}

	@Test
	void skippedEventLeavesTheRestOfTheStreamAsItIs() {
		String before = "id: 1\nevent: a\ndata: 1\n\n";
		String after = "event: b\ndata: 2\n\ndata: 3\n\n";

		List<String> found = parse(before + "event: c\ndata: 12345678901\ndata\n\n" + after);

		assertThat(found).hasSize(4);
		assertThat(List.of(found.get(0), found.get(2), found.get(3))).isEqualTo(parse(before + after));
	}

	@ParameterizedTest
	@CsvSource({ "123, 123", "1234, 1234", "12345, ''", "äö, \\u00E4\\u00F6", "äöü, ''" })
	void idOverItsSizeIsIgnored(String id, String expected) {
		assertThat(parse("id: " + id + "\ndata: x\n\n"))
			.containsExactly("event \"message\" id \"" + expected + "\" data \"x\"");
	}

	@ParameterizedTest
	@ValueSource(ints = { 255, 256 })
	void typeUpToItsSizeIsTaken(int length) {
		String type = "t".repeat(length);

		assertThat(parse("event: " + type + "\ndata: x\n\n"))
			.containsExactly("event \"" + type + "\" id \"\" data \"x\"");
	}

	@Test
	void eventWithTypeOverItsSizeIsSkipped() {
		String stream = "event: " + "t".repeat(257) + "\nid: 1\ndata: x\n\n";

		assertThat(parse(stream)).containsExactly("skipped type-too-long id \"1\"");
	}

	@Test
	void typeOverItsSizeIsForgottenWithAShorterOne() {
		String stream = "event: " + "t".repeat(257) + "\nevent: put\ndata: x\n\n";

		assertThat(parse(stream)).containsExactly("event \"put\" id \"\" data \"x\"");
	}

	@Test
	void typeOverItsSizeWithoutDataSkipsNothing() {
		assertThat(parse("event: " + "t".repeat(257) + "\n\n" + NEXT)).containsExactly(NEXT_LINE);
	}

	@Test
	void retryOverTheSizeOfAnEventIsIgnored() {
		assertThat(parse("retry: 0000000001\nretry: 00000000002\n")).containsExactly("retry 1");
	}

	@Test
	void commentsAndUnknownFieldsHaveNoLimit() {
		assertThat(parse(":" + "c".repeat(100) + "\nunknown: " + "u".repeat(100) + "\n" + NEXT))
			.containsExactly(NEXT_LINE);
	}

	@Test
	void zeroIsUnlimited() {
		String value = "v".repeat(100_000);
		RecordingSink sink = Parsing.whole("id: " + value + "\ndata: " + value + "\n\n", new ParserLimits(0, 0));

		assertThat(sink.events()).singleElement().satisfies((event) -> {
			assertThat(event.lastEventId()).isEqualTo(value);
			assertThat(event.data()).isEqualTo(value);
		});
	}

	/** The same however the stream is cut. */
	private static List<String> parse(String stream) {
		List<String> found = Parsing.whole(stream, TEN_AND_FOUR).lines();
		for (int size : new int[] { 1, 2, 3, 5, 8, 13 }) {
			assertThat(Parsing.inChunks(Parsing.bytes(stream), size, TEN_AND_FOUR).lines()).isEqualTo(found);
		}
		return found;
	}

}
