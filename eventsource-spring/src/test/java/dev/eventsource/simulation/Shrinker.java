package dev.eventsource.simulation;

import java.util.HashSet;
import java.util.Set;

import dev.eventsource.simulation.Simulation.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * Leaves out all the steps of a failing seed that are not needed for it to fail.
 */
final class Shrinker {

	private Shrinker() {
	}

	/**
	 * Shrinks a seed.
	 * @param seed a seed that fails
	 * @return the steps that can be left out
	 */
	static Set<Integer> dropped(long seed) {
		String rule = rule(Simulation.run(seed, Set.of(), false));
		Set<Integer> dropped = new HashSet<>();
		for (int size = Simulation.STEPS / 2; size > 0; size /= 2) {
			for (int from = 0; from < Simulation.STEPS; from += size) {
				dropped = without(seed, rule, dropped, from, size);
			}
		}
		return dropped;
	}

	private static Set<Integer> without(long seed, @Nullable String rule, Set<Integer> dropped, int from, int size) {
		Set<Integer> more = new HashSet<>(dropped);
		for (int step = from; step < Math.min(from + size, Simulation.STEPS); step++) {
			more.add(step);
		}
		String failed = rule(Simulation.run(seed, more, false));
		return (rule != null && rule.equals(failed)) ? more : dropped;
	}

	private static @Nullable String rule(Outcome outcome) {
		String violation = outcome.violation();
		return (violation != null) ? violation.substring(0, violation.indexOf(':')) : null;
	}

}
