package dev.eventsource.fuzz;

import java.util.List;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.eventsource.parser.StreamChecks;
import org.junit.jupiter.params.provider.MethodSource;

/** Any stream, byte by byte: what is kept of it. */
class RetentionFuzzTests {

	static List<byte[]> seeds() {
		return StreamChecks.seeds();
	}

	@MethodSource("seeds")
	@FuzzTest
	void keepsNoMoreThanItsLimits(byte[] input) {
		StreamChecks.keepsNoMoreThanItsLimits(input);
	}

}
