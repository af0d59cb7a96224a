package dev.eventsource.checkpoint;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.TimeZone;
import java.util.function.BooleanSupplier;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import dev.eventsource.CheckpointDamagedException;
import dev.eventsource.CheckpointRefusedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.jdbc.datasource.init.DatabasePopulatorUtils;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

/**
 * What the store in a table does with every database.
 */
abstract class JdbcStoreContract extends DurableStoreContract {

	static final String TABLE = "eventsource_checkpoint";

	/**
	 * Returns the database, with the table in it.
	 * @return connects to it
	 */
	abstract DataSource database();

	/**
	 * Returns a statement that sets the time zone of a session.
	 * @return the statement
	 */
	abstract String setTimeZone();

	static DataSource prepared(DataSource database, String platform) {
		ResourceDatabasePopulator script = new ResourceDatabasePopulator(
				new ClassPathResource("dev/eventsource/checkpoint/schema-" + platform + ".sql"));
		DatabasePopulatorUtils.execute(script, database);
		// it may run at each start
		DatabasePopulatorUtils.execute(script, database);
		return database;
	}

	static DataSource prepared(String url, String user, String platform) {
		return prepared(pool(new DriverManagerDataSource(url, user, "")), platform);
	}

	static DataSource pool(DataSource database) {
		HikariDataSource pool = new HikariDataSource();
		pool.setDataSource(database);
		pool.setMinimumIdle(0);
		return pool;
	}

	@Override
	CheckpointStore open() {
		return CheckpointStore.jdbc(database(), TABLE);
	}

	@Override
	void spoil() {
		sql("UPDATE " + TABLE + " SET last_event_id = '\"cut o' WHERE checkpoint_key = ?");
	}

	void sql(String statement) {
		assertThat(new JdbcTemplate(database()).update(statement, EncodedKey.name(this.key))).isEqualTo(1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "last_event_id = '7'", "last_event_id = '\"a\" \"b\"'", "stream_url = 'x'",
			"lease_fence = 1, lease_owner = 'x'", "lease_fence = 1", "checkpoint_version = 0",
			"checkpoint_version = -7" })
	void whatWasNeverWrittenIsDamage(String change) {
		this.store.replace(first("7"));
		sql("UPDATE " + TABLE + " SET " + change + " WHERE checkpoint_key = ?");

		assertThatExceptionOfType(CheckpointDamagedException.class).isThrownBy(() -> this.store.load(this.key))
			.withMessageContaining(TABLE);
	}

	@Test
	void takesPartInATransaction() {
		TransactionTemplate transaction = new TransactionTemplate(new JdbcTransactionManager(database()));

		transaction.executeWithoutResult((status) -> {
			assertThat(this.store.replace(first("7"))).isTrue();
			assertThat(this.store.load(this.key)).contains(first("7"));
			status.setRollbackOnly();
		});

		assertThat(this.store.load(this.key)).isEmpty();
	}

	@Test
	void isStoredWhenTheTransactionIs() {
		TransactionTemplate transaction = new TransactionTemplate(new JdbcTransactionManager(database()));

		transaction.executeWithoutResult((status) -> this.store.replace(first("7")));

		assertThat(this.store.load(this.key)).contains(first("7"));
	}

	@Test
	void takesPartThroughAProxy() {
		TransactionTemplate transaction = new TransactionTemplate(new JdbcTransactionManager(database()));
		CheckpointStore proxied = CheckpointStore.jdbc(new TransactionAwareDataSourceProxy(database()), TABLE);

		transaction.executeWithoutResult((status) -> {
			proxied.replace(first("7"));
			status.setRollbackOnly();
		});

		assertThat(this.store.load(this.key)).isEmpty();
	}

	@Test
	void theTransactionOfAnotherDatabaseDoesNotMatter() {
		DataSource other = new DriverManagerDataSource("jdbc:h2:mem:other", "sa", "");
		TransactionTemplate transaction = new TransactionTemplate(new JdbcTransactionManager(other));

		transaction.executeWithoutResult((status) -> {
			this.store.replace(first("7"));
			status.setRollbackOnly();
		});

		assertThat(this.store.load(this.key)).contains(first("7"));
	}

	@Test
	void storesWhereThePoolDoesNotCommit() {
		try (HikariDataSource pool = new HikariDataSource()) {
			pool.setDataSource(((HikariDataSource) database()).getDataSource());
			pool.setAutoCommit(false);
			pool.setMaximumPoolSize(1);

			assertThat(CheckpointStore.jdbc(pool, TABLE).replace(first("7"))).isTrue();
		}
		assertThat(this.store.load(this.key)).contains(first("7"));
	}

	@Test
	void theClockHasNoTimeZone() {
		TimeZone before = TimeZone.getDefault();
		try {
			for (String zone : new String[] { "Pacific/Kiritimati", "America/Los_Angeles", "UTC" }) {
				TimeZone.setDefault(TimeZone.getTimeZone(zone));
				Instant now = CheckpointStore.jdbc(inZone(), TABLE).now().orElseThrow();
				assertThat(Duration.between(now, Instant.now()).abs()).isLessThan(Duration.ofSeconds(10));
			}
		}
		finally {
			TimeZone.setDefault(before);
		}
	}

	private DataSource inZone() {
		return new DelegatingDataSource(database()) {

			@Override
			public Connection getConnection() throws SQLException {
				Connection connection = super.getConnection();
				try (var statement = connection.createStatement()) {
					statement.execute(setTimeZone());
				}
				return connection;
			}

		};
	}

	@Test
	void theClockGoesOn() {
		Instant before = this.store.now().orElseThrow();

		await(() -> this.store.now().orElseThrow().isAfter(before.plusMillis(20)));
	}

	private static void await(BooleanSupplier fact) {
		assertTimeoutPreemptively(Duration.ofSeconds(10), () -> {
			while (!fact.getAsBoolean()) {
				Thread.onSpinWait();
			}
		});
	}

	@Test
	void aMissingTableIsAMatterOfSetUp() {
		CheckpointStore lost = CheckpointStore.jdbc(database(), "no_such_table");

		assertThatExceptionOfType(CheckpointRefusedException.class).isThrownBy(() -> lost.load(this.key))
			.withMessageContaining("no_such_table")
			.withMessageContaining("schema-<database>.sql")
			.withMessageContaining("eventsource.checkpoint.jdbc.initialize-schema");
		assertThatExceptionOfType(CheckpointRefusedException.class).isThrownBy(() -> lost.replace(first("7")));
	}

	@Test
	void aDatabaseThatIsDownIsAnOutage() {
		CheckpointStore down = CheckpointStore
			.jdbc(new DriverManagerDataSource("jdbc:postgresql://localhost:1/none?connectTimeout=2", "x", ""), TABLE);

		assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> down.load(this.key))
			.isNotInstanceOf(CheckpointRefusedException.class);
		assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> down.replace(first("7")))
			.isNotInstanceOf(CheckpointRefusedException.class);
		assertThatExceptionOfType(RuntimeException.class).isThrownBy(down::now)
			.isNotInstanceOf(CheckpointRefusedException.class);
	}

}
