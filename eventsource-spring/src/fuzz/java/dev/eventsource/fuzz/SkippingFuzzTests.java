package dev.eventsource.fuzz;

import java.util.List;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.eventsource.parser.StreamChecks;
import org.junit.jupiter.params.provider.MethodSource;

/** Any stream with and without its events over the limit. */
class SkippingFuzzTests {

	static List<byte[]> seeds() {
		return StreamChecks.seeds();
	}

	@MethodSource("seeds")
	@FuzzTest
	void skipsNothingElse(byte[] input) {
		StreamChecks.skipsNothingElse(input);
	}

}
