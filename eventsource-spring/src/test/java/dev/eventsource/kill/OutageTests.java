package dev.eventsource.kill;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Stream;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * PostgreSQL is stopped and started again while sources are busy, one for each way to use
 * it. {@code -Doutage} says for how many seconds.
 */
class OutageTests {

	private static final Duration OUTAGE = Duration.ofSeconds(Long.getLong("outage", 3));

	static final Duration PATIENCE = Duration.ofMinutes(2);

	/** Handled before the outage. */
	private static final int SOME = 100;

	private static OutageConsumer[] consumers = {};

	@BeforeAll
	static void databaseGoesAndComesBack(@TempDir Path directory) throws IOException {
		EmbeddedPostgres database = start(directory, 0);
		int port = database.getPort();
		try {
			consumers = Stream.of(Usage.values())
				.map((usage) -> new OutageConsumer(usage, directory, port))
				.toArray(OutageConsumer[]::new);
			Awaitility.await()
				.atMost(PATIENCE)
				.until(() -> Arrays.stream(consumers).allMatch((each) -> each.hasHandled(SOME)));
			database.close();
			Awaitility.await().during(OUTAGE).atMost(OUTAGE.plus(PATIENCE)).until(OutageTests::areAllWell);
			database = start(directory, port);
			for (OutageConsumer consumer : consumers) {
				consumer.finish();
				System.out.printf("%s: %d s without, %s%n", consumer, OUTAGE.toSeconds(), consumer.handled());
			}
		}
		finally {
			Arrays.stream(consumers).forEach(OutageConsumer::close);
			database.close();
		}
	}

	@AfterAll
	static void forget() {
		consumers = new OutageConsumer[0];
	}

	private static EmbeddedPostgres start(Path directory, int port) throws IOException {
		EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
			.setDataDirectory(directory.resolve("data"))
			.setCleanDataDirectory(false)
			.setPGStartupWait(PATIENCE);
		return ((port > 0) ? builder.setPort(port) : builder).start();
	}

	private static boolean areAllWell() {
		assertThat(consumers).allSatisfy((each) -> assertThat(each.deadLetters()).isEmpty());
		return true;
	}

	@ParameterizedTest
	@EnumSource
	void nothingIsLostOrDeadLettered(Usage usage) {
		OutageConsumer consumer = consumers[usage.ordinal()];

		assertThat(consumer.handled().last()).isGreaterThanOrEqualTo(SOME);
		assertThat(consumer.handled().lost()).isEmpty();
		assertThat(consumer.handled().leaps()).isEmpty();
		assertThat(consumer.deadLetters()).isEmpty();
	}

	@Test
	void nothingIsRepeatedInTransactions() {
		assertThat(consumers[Usage.TRANSACTIONAL.ordinal()].handled().repeats()).isEmpty();
	}

	@ParameterizedTest
	@EnumSource
	void thePositionCatchesUp(Usage usage) {
		OutageConsumer consumer = consumers[usage.ordinal()];

		assertThat(consumer.position()).isEqualTo(String.valueOf(consumer.handled().last()));
	}

}
