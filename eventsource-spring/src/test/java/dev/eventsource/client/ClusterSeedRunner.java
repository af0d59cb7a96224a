package dev.eventsource.client;

import java.util.function.LongFunction;

import org.jspecify.annotations.Nullable;

/**
 * Runs a seed of {@link ClusterFaults} for somebody who shares no type with it.
 */
public final class ClusterSeedRunner implements LongFunction<@Nullable String> {

	@Override
	public @Nullable String apply(long seed) {
		try {
			new ClusterFaults((int) seed).play();
			return null;
		}
		catch (AssertionError | RuntimeException ex) {
			return ex.toString();
		}
	}

}
