package dev.eventsource.simulation;

import java.util.Set;
import java.util.function.LongFunction;

/**
 * What there is to say about a seed that fails: what was violated, how to see it again,
 * and what happened, without all that does not matter.
 */
public final class FailureReport implements LongFunction<String> {

	@Override
	public String apply(long seed) {
		return of(seed);
	}

	static String of(long seed) {
		Set<Integer> dropped = Shrinker.dropped(seed);
		Simulation.Outcome outcome = Simulation.run(seed, dropped, true);
		return """
				%s
				Again: ./mvnw test -pl eventsource-spring -am -Dtest=SimulationTests \
				-Dsurefire.failIfNoSpecifiedTests=false -Dsimulation.seed=%d
				What happened, without the %d of %d steps that do not matter:
				%s""".formatted(outcome.violation(), seed, dropped.size(), Simulation.STEPS,
				String.join("\n", outcome.trace()));
	}

}
