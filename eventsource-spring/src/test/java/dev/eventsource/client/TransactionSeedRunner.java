package dev.eventsource.client;

import java.util.function.LongFunction;

import org.jspecify.annotations.Nullable;

/**
 * Runs a seed of {@link TransactionFaults} for somebody who shares no type with it.
 */
public final class TransactionSeedRunner implements LongFunction<@Nullable String> {

	@Override
	public @Nullable String apply(long seed) {
		try {
			new TransactionFaults((int) seed).play();
			return null;
		}
		catch (AssertionError | RuntimeException ex) {
			return ex.toString();
		}
	}

}
