package dev.eventsource.client;

import dev.eventsource.testing.QuietLog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Transactions of two instances, and faults as a seed draws them.
 * {@code -Dtransactions.seeds} says how many seeds, {@code -Dtransactions.first} which
 * one is the first.
 */
@ExtendWith(QuietLog.class)
class TransactionFaultsTests {

	private static final int SEEDS = Integer.getInteger("transactions.seeds", 100);

	private static final int FIRST = Integer.getInteger("transactions.first", 1);

	@Test
	void eachEventIsBookedOnceWhateverHappens() {
		for (int seed = FIRST; seed < FIRST + SEEDS; seed++) {
			new TransactionFaults(seed).play();
		}
	}

}
