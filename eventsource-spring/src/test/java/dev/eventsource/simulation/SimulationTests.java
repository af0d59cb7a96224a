package dev.eventsource.simulation;

import java.util.Set;

import dev.eventsource.simulation.Simulation.Outcome;
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
		for (long seed = first; seed < end; seed++) {
			check(seed);
		}
	}

	/** Each of these has shown a mistake in the client. */
	@ParameterizedTest
	@ValueSource(longs = { 2, 4, 41, 44, 49, 54, 1559, 2208, 22_740 })
	void staysRepaired(long seed) {
		check(seed);
	}

	@Test
	void runsASeedTheSameWayEachTime() {
		assertThat(Simulation.run(7, Set.of(), true)).isEqualTo(Simulation.run(7, Set.of(), true));
	}

	private static void check(long seed) {
		if (Simulation.run(seed, Set.of(), false).violation() == null) {
			return;
		}
		Set<Integer> dropped = Shrinker.dropped(seed);
		Outcome outcome = Simulation.run(seed, dropped, true);
		fail("""
				%s
				Again: ./mvnw test -pl eventsource-spring -am -Dtest=SimulationTests \
				-Dsurefire.failIfNoSpecifiedTests=false -Dsimulation.seed=%d
				What happened, without the %d of %d steps that do not matter:
				%s""".formatted(outcome.violation(), seed, dropped.size(), Simulation.STEPS,
				String.join("\n", outcome.trace())));
	}

}
