package dev.eventsource.client;

import dev.eventsource.testing.MutatedBytes;
import org.junit.jupiter.api.Test;

/**
 * What fuzzing looks for, in a second: see {@code src/fuzz} for as long as one likes.
 */
class LogTextChecksTests {

	private static final int INPUTS = Integer.getInteger("fuzz.inputs", 5000);

	@Test
	void textOfAServerFitsALine() {
		new MutatedBytes(LogTextChecks.seeds(), 1).check(INPUTS, LogTextChecks::fitsALine);
	}

}
