package dev.eventsource.parser;

import java.util.List;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every file in {@code streams/grammar} against the signals beside it.
 */
class GrammarVectorTests {

	private static final String FOLDER = "grammar";

	static List<String> names() {
		return StreamFiles.names(FOLDER);
	}

	@ParameterizedTest
	@MethodSource("names")
	void parsesWithEachLineEnd(String name) {
		List<String> expected = StreamFiles.expected(FOLDER, name);

		for (byte[] stream : variants(name)) {
			assertThat(Parsing.whole(stream).lines()).isEqualTo(expected);
		}
	}

	@ParameterizedTest
	@MethodSource("names")
	void parsesInChunksOfAnySize(String name) {
		List<String> expected = StreamFiles.expected(FOLDER, name);

		for (byte[] stream : variants(name)) {
			for (int size : new int[] { 1, 2, 3, 7 }) {
				assertThat(Parsing.inChunks(stream, size, ParserLimits.DEFAULT).lines()).isEqualTo(expected);
			}
		}
	}

	@ParameterizedTest
	@MethodSource("names")
	void parsesCutAtEveryByte(String name) {
		List<String> expected = StreamFiles.expected(FOLDER, name);

		for (byte[] stream : variants(name)) {
			for (int cut = 0; cut <= stream.length; cut++) {
				assertThat(Parsing.cutAt(stream, cut).lines()).as("cut at %d", cut).isEqualTo(expected);
			}
		}
	}

	/** A stream that is about CR is left as it is. */
	private static List<byte[]> variants(String name) {
		byte[] stream = StreamFiles.stream(FOLDER, name);
		for (byte value : stream) {
			if (value == '\r') {
				return List.of(stream);
			}
		}
		return List.of(LineEnds.LF.in(stream), LineEnds.CRLF.in(stream), LineEnds.CR.in(stream),
				LineEnds.MIXED.in(stream));
	}

}
