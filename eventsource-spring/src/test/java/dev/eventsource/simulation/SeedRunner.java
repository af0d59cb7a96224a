package dev.eventsource.simulation;

import java.util.Set;
import java.util.function.LongFunction;

import org.jspecify.annotations.Nullable;

/**
 * Runs a seed for somebody who may have loaded these classes for himself, and so shares
 * no type with them.
 */
public final class SeedRunner implements LongFunction<@Nullable String> {

	@Override
	public @Nullable String apply(long seed) {
		return Simulation.run(seed, Set.of(), false).violation();
	}

}
