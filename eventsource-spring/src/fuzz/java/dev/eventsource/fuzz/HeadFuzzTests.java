package dev.eventsource.fuzz;

import java.util.List;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.eventsource.connection.HeadChecks;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a response head, an id or a URL says. */
class HeadFuzzTests {

	static List<byte[]> seeds() {
		return HeadChecks.seeds();
	}

	@MethodSource("seeds")
	@FuzzTest
	void all(byte[] input) {
		HeadChecks.all(input);
	}

}
