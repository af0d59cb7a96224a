package dev.eventsource.client;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/**
 * Three instances, and faults as a seed draws them. {@code -Dcluster.seeds} says how many
 * seeds, {@code -Dcluster.first} which one is the first.
 */
class ClusterFaultsTests {

	private static final int SEEDS = Integer.getInteger("cluster.seeds", 100);

	private static final int FIRST = Integer.getInteger("cluster.first", 1);

	private static final Logger LOGGER = (Logger) LoggerFactory.getLogger("dev.eventsource");

	private static final Level LEVEL = LOGGER.getEffectiveLevel();

	@BeforeAll
	static void beSilent() {
		LOGGER.setLevel(Level.OFF);
	}

	@AfterAll
	static void speakAgain() {
		LOGGER.setLevel(LEVEL);
	}

	@Test
	void onlyTheOwnerHandlesEventsAndNoneIsLost() {
		for (int seed = FIRST; seed < FIRST + SEEDS; seed++) {
			new ClusterFaults(seed).play();
		}
	}

}
