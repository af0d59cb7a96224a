package dev.eventsource.fuzz;

import java.util.List;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.eventsource.parser.StreamChecks;
import org.junit.jupiter.params.provider.MethodSource;

/** Any stream, cut anywhere, against the reference parser. */
class StreamFuzzTests {

	static List<byte[]> seeds() {
		return StreamChecks.seeds();
	}

	@MethodSource("seeds")
	@FuzzTest
	void agreesWithTheReference(byte[] input) {
		StreamChecks.agreesWithTheReference(input);
	}

}
