package dev.eventsource.connection;

import dev.eventsource.testing.MutatedBytes;
import org.junit.jupiter.api.Test;

/**
 * What fuzzing looks for, in a second: see {@code src/fuzz} for as long as one likes.
 */
class HeadChecksTests {

	private static final int INPUTS = Integer.getInteger("fuzz.inputs", 5000);

	@Test
	void bearsWhateverAHeadSays() {
		new MutatedBytes(HeadChecks.seeds(), 1).check(INPUTS, HeadChecks::all);
	}

}
