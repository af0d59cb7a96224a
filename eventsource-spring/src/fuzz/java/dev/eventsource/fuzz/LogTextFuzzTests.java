package dev.eventsource.fuzz;

import java.util.List;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.eventsource.client.LogTextChecks;
import org.junit.jupiter.params.provider.MethodSource;

/** Any text of a server in a log line. */
class LogTextFuzzTests {

	static List<byte[]> seeds() {
		return LogTextChecks.seeds();
	}

	@MethodSource("seeds")
	@FuzzTest
	void fitsALine(byte[] input) {
		LogTextChecks.fitsALine(input);
	}

}
