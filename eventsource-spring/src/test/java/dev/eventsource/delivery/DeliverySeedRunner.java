package dev.eventsource.delivery;

import java.util.function.LongFunction;

import org.jspecify.annotations.Nullable;

/**
 * Runs a seed of {@link DeliverySimulation} for somebody who shares no type with it.
 */
public final class DeliverySeedRunner implements LongFunction<@Nullable String> {

	@Override
	public @Nullable String apply(long seed) {
		try {
			DeliverySimulation.run(seed);
			return null;
		}
		catch (AssertionError | RuntimeException ex) {
			return ex.toString();
		}
	}

}
