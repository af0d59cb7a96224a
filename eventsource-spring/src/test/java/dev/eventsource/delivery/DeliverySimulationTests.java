package dev.eventsource.delivery;

import java.time.Duration;
import java.util.Random;

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
		// the first draws of neighbouring seeds are much the same
		DeliverySimulation simulation = new DeliverySimulation(new Random(seed * 0x9E3779B97F4A7C15L));
		try {
			for (int step = 0; step < 120; step++) {
				simulation.step();
				simulation.check();
			}
			simulation.calm(Duration.ofMinutes(5));
			simulation.checkAllDone();
		}
		catch (AssertionError | RuntimeException ex) {
			throw new AssertionError("seed " + seed + ": " + ex.getMessage(), ex);
		}
	}

}
