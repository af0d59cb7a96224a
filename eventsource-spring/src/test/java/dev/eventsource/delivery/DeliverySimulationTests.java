package dev.eventsource.delivery;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Handlers, store and control at random, against a server that replays from the stored
 * position: nothing is lost, and the position never runs ahead.
 */
class DeliverySimulationTests {

	private static final int SEEDS = Integer.getInteger("delivery.simulation.seeds", 3000);

	@Test
	void losesNothingWhateverHappens() {
		for (long seed = 1; seed <= SEEDS; seed++) {
			run(seed);
		}
	}

	@ParameterizedTest
	@ValueSource(longs = 7)
	void runsOneSeed(long seed) {
		run(seed);
	}

	private static void run(long seed) {
		try {
			DeliverySimulation.run(seed);
		}
		catch (AssertionError | RuntimeException ex) {
			throw new AssertionError("seed " + seed + ": " + ex.getMessage(), ex);
		}
	}

}
