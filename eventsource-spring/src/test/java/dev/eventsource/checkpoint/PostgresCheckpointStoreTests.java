package dev.eventsource.checkpoint;

import java.time.Duration;
import java.time.Instant;

import javax.sql.DataSource;

import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

class PostgresCheckpointStoreTests extends JdbcStoreContract {

	@Override
	DataSource database() {
		return PostgresServer.DATABASE;
	}

	@Override
	String setTimeZone() {
		return "SET TIME ZONE 'Asia/Kathmandu'";
	}

	@Test
	void theClockGoesOnWithinATransaction() {
		TransactionTemplate transaction = new TransactionTemplate(new JdbcTransactionManager(database()));

		transaction.executeWithoutResult((status) -> {
			Instant before = this.store.now().orElseThrow();
			new JdbcTemplate(database()).execute("SELECT pg_sleep(0.05)");
			assertThat(this.store.now().orElseThrow()).isAfterOrEqualTo(before.plusMillis(50));
		});
	}

	@Test
	void aDatabaseThatHangsIsGivenUp() {
		this.store.replace(first("7"));
		CheckpointStore impatient = new JdbcCheckpointStore(database(), TABLE, Duration.ofSeconds(1));
		TransactionTemplate blocker = new TransactionTemplate(new JdbcTransactionManager(database()));

		blocker.executeWithoutResult((status) -> {
			this.store.replace(checkpoint(2, "8", null));
			assertTimeoutPreemptively(Duration.ofSeconds(20), () -> assertThatExceptionOfType(RuntimeException.class)
				.isThrownBy(() -> impatient.replace(checkpoint(2, "9", null))));
		});

		assertThat(this.store.load(this.key)).map(Checkpoint::lastEventId).contains("8");
	}

	@Test
	void aNetworkThatSwallowsEverythingIsGivenUp() throws Exception {
		try (SilentNetwork network = new SilentNetwork(PostgresServer.port())) {
			DataSource through = network.connectedTo("jdbc:postgresql://localhost:%d/postgres?user=postgres");
			CheckpointStore impatient = new JdbcCheckpointStore(through, TABLE, Duration.ofSeconds(1));
			assertThat(impatient.load(this.key)).isEmpty();
			network.fallSilent();

			assertTimeoutPreemptively(Duration.ofSeconds(20), () -> assertThatExceptionOfType(RuntimeException.class)
				.isThrownBy(() -> impatient.replace(first("7"))));
		}
		assertThat(this.store.load(this.key)).isEmpty();
	}

}
