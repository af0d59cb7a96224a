package dev.eventsource.parser;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.eventsource.MessageEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every file in {@code streams/recorded}: what real services send.
 */
class RecordedStreamTests {

	private static final String FOLDER = "recorded";

	private static final Pattern BLOCK_START = Pattern.compile("(?<=\n\n)(?!\n)");

	static List<String> names() {
		return StreamFiles.names(FOLDER);
	}

	@ParameterizedTest
	@CsvSource({ "wikimedia-recentchange,100", "llm-openai-1,19", "llm-openai-2,28", "llm-openai-3,91",
			"llm-anthropic-1,35", "llm-anthropic-2,27", "launchdarkly-flags,7", "launchdarkly-patch-crlf,1",
			"launchdarkly-fdv2,3", "firebase-rtdb,10", "mercure,5", "hue-v2,8", "stellar-horizon,9", "mcp,14",
			"mcp-streamable-http,6", "mcp-streamable-http-get,4" })
	void dispatchesEachEvent(String name, int events) {
		byte[] recorded = StreamFiles.stream(FOLDER, name);

		assertThat(Parsing.whole(recorded).events()).hasSize(events);
		assertThat(variants(recorded))
			.allSatisfy((stream) -> assertThat(Parsing.whole(stream).events()).hasSize(events));
	}

	@ParameterizedTest
	@MethodSource("names")
	void findsTheSameAsTheReferenceParser(String name) {
		byte[] recorded = StreamFiles.stream(FOLDER, name);
		RecordingSink expected = new RecordingSink();
		new ReferenceParser(ParserLimits.DEFAULT, expected).parse(recorded);

		assertThat(Parsing.whole(recorded).signals()).isEqualTo(expected.signals());
	}

	/** One byte at a time is every cut at once. */
	@ParameterizedTest
	@MethodSource("names")
	void findsTheSameInChunksOfAnySize(String name) {
		byte[] recorded = StreamFiles.stream(FOLDER, name);
		List<Object> expected = Parsing.whole(recorded).signals();

		for (byte[] stream : variants(recorded)) {
			for (int size : new int[] { 1, 2, 7, 64, 1460 }) {
				assertThat(Parsing.inChunks(stream, size, ParserLimits.DEFAULT).signals()).isEqualTo(expected);
			}
		}
	}

	/** Block by block, as at a blank line the parser holds nothing but the id. */
	@ParameterizedTest
	@MethodSource("names")
	void findsTheSameCutAtEveryByteOfEachBlock(String name) {
		for (String block : BLOCK_START.split(withLineFeeds(StreamFiles.stream(FOLDER, name)))) {
			variants(block.getBytes(StandardCharsets.ISO_8859_1)).forEach(RecordedStreamTests::cutAtEveryByte);
		}
	}

	static Stream<String> shortNames() {
		return names().stream().filter((name) -> StreamFiles.stream(FOLDER, name).length < 15_000);
	}

	@ParameterizedTest
	@MethodSource("shortNames")
	void findsTheSameCutAtEveryByteOfTheStream(String name) {
		cutAtEveryByte(StreamFiles.stream(FOLDER, name));
	}

	private static void cutAtEveryByte(byte[] stream) {
		List<Object> expected = Parsing.whole(stream).signals();
		for (int cut = 0; cut <= stream.length; cut++) {
			List<Object> signals = Parsing.cutAt(stream, cut).signals();
			if (!signals.equals(expected)) {
				assertThat(signals).as("cut at %d", cut).isEqualTo(expected);
			}
		}
	}

	@Test
	void readsPositionsOfWikimedia() {
		List<MessageEvent> events = Parsing.whole(StreamFiles.stream(FOLDER, "wikimedia-recentchange")).events();

		assertThat(events).allSatisfy((event) -> {
			assertThat(event.type()).isEqualTo("message");
			assertThat(event.lastEventId()).startsWith("[{\"").contains("eqiad", "codfw");
			assertThat(event.data()).startsWith("{").endsWith("}").doesNotContain("\uFFFD");
		});
		assertThat(events.stream().map(MessageEvent::lastEventId).distinct()).hasSize(77);
	}

	@Test
	void obeysTheRetryThatEndsAStellarStream() {
		assertThat(Parsing.whole(StreamFiles.stream(FOLDER, "stellar-horizon")).lines()).startsWith("retry 1000")
			.contains("retry 10");
	}

	private static List<byte[]> variants(byte[] recorded) {
		byte[] stream = withLineFeeds(recorded).getBytes(StandardCharsets.ISO_8859_1);
		return List.of(LineEnds.LF.in(stream), LineEnds.CRLF.in(stream), LineEnds.CR.in(stream));
	}

	private static String withLineFeeds(byte[] stream) {
		return new String(stream, StandardCharsets.ISO_8859_1).replace("\r\n", "\n");
	}

}
