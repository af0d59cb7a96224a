package dev.eventsource.parser;

import dev.eventsource.testing.MutatedBytes;
import org.junit.jupiter.api.Test;

/**
 * What fuzzing looks for, in a second: see {@code src/fuzz} for as long as one likes.
 */
class StreamChecksTests {

	private static final int INPUTS = Integer.getInteger("fuzz.inputs", 5000);

	@Test
	void agreesWithTheReference() {
		new MutatedBytes(StreamChecks.seeds(), 1).check(INPUTS, StreamChecks::agreesWithTheReference);
	}

	@Test
	void keepsNoMoreThanItsLimits() {
		new MutatedBytes(StreamChecks.seeds(), 2).check(INPUTS / 4, StreamChecks::keepsNoMoreThanItsLimits);
	}

	@Test
	void skipsNothingElse() {
		new MutatedBytes(StreamChecks.seeds(), 3).check(INPUTS, StreamChecks::skipsNothingElse);
	}

}
