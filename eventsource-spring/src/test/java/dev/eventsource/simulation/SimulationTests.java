package dev.eventsource.simulation;

import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.LongStream;

import dev.eventsource.testing.QuietLog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

/**
 * Runs the simulation. {@code -Dsimulation.seeds} says how many seeds,
 * {@code -Dsimulation.first} which one is the first, {@code -Dsimulation.seed} runs a
 * single one.
 */
@ExtendWith(QuietLog.class)
class SimulationTests {

	private static final long SEEDS = Long.getLong("simulation.seeds", 20_000);

	private static final long FIRST = Long.getLong("simulation.first", 1);

	@Test
	void keepsItsPromisesWhateverHappens() {
		Long single = Long.getLong("simulation.seed");
		long first = (single != null) ? single : FIRST;
		long end = (single != null) ? single + 1 : FIRST + SEEDS;

		// worlds have nothing in common: as many at a time as there are processors
		OptionalLong failing = LongStream.range(first, end).parallel().filter(SimulationTests::fails).findFirst();

		failing.ifPresent(SimulationTests::report);
	}

	/**
	 * Each of these has shown a mistake in the client; below zero, when it was narrow.
	 */
	@ParameterizedTest
	@ValueSource(longs = { 16_527, -2, -4, -41, -44, -49, -54, -1559, -2208, -22_740 })
	void staysRepaired(long seed) {
		if (fails(seed)) {
			report(seed);
		}
	}

	@Test
	void runsASeedTheSameWayEachTime() {
		assertThat(Simulation.run(7, Set.of(), true)).isEqualTo(Simulation.run(7, Set.of(), true));
	}

	private static boolean fails(long seed) {
		return Simulation.run(seed, Set.of(), false).violation() != null;
	}

	private static void report(long seed) {
		fail(FailureReport.of(seed));
	}

}
