package dev.eventsource.delivery;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

import javax.sql.DataSource;

import dev.eventsource.DeadLetter;
import dev.eventsource.FailedEvent;
import dev.eventsource.MessageEvent;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.init.DatabasePopulatorUtils;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Dead letters in tables.
 */
class JdbcDeadLetterStoreTests {

	private static final String STRANGE = "größe\u0000\n\\u0041 \uD83D\uDE00";

	private static DataSource database(String platform) throws Exception {
		DataSource database = switch (platform) {
			case "h2" -> new DriverManagerDataSource("jdbc:h2:mem:letters;DB_CLOSE_DELAY=-1", "sa", "");
			case "hsqldb" -> new DriverManagerDataSource("jdbc:hsqldb:mem:letters", "sa", "");
			default -> EmbeddedPostgres.start().getPostgresDatabase();
		};
		DatabasePopulatorUtils.execute(new ResourceDatabasePopulator(
				new ClassPathResource("dev/eventsource/delivery/schema-" + platform + ".sql")), database);
		new JdbcTemplate(database).update("DELETE FROM eventsource_dead_letter");
		return database;
	}

	private static FailedEvent failed(String source, String id, byte[] data, Throwable cause) {
		return new FailedEvent(MessageEvent.of(source, "https://example.com", STRANGE, data, id), "Prices.on", 4,
				cause);
	}

	@ParameterizedTest
	@ValueSource(strings = { "h2", "hsqldb", "postgresql" })
	void keepsWhatThereIsToKeep(String platform) throws Exception {
		JdbcDeadLetterStore store = new JdbcDeadLetterStore(database(platform));
		byte[] data = { 0, 1, (byte) 0xFF, '"' };

		store.publish(failed("prices", STRANGE, data, new IllegalStateException("no\nmore " + "x".repeat(5000))));

		assertThat(store.list("prices", 10)).singleElement().satisfies((letter) -> {
			assertThat(letter.event())
				.isEqualTo(MessageEvent.of("prices", "https://example.com", STRANGE, data, STRANGE));
			assertThat(letter.listener()).isEqualTo("Prices.on");
			assertThat(letter.attempts()).isEqualTo(4);
			assertThat(letter.exception()).isEqualTo("java.lang.IllegalStateException");
			assertThat(letter.message()).startsWith("no more x").hasSize(1000);
			assertThat(letter.at()).isNotNull();
			assertThat(store.find("prices", letter.id())).contains(letter);
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "h2", "hsqldb" })
	void listsTheOldestOfOneSource(String platform) throws Exception {
		JdbcDeadLetterStore store = new JdbcDeadLetterStore(database(platform));
		Stream.of("1", "2", "3").forEach((id) -> store.publish(failed("prices", id, new byte[0], new Error())));
		store.publish(failed("orders", "4", new byte[0], new Error()));

		assertThat(ids(store.list("prices", 2))).containsExactly("1", "2");
		assertThat(ids(store.list("orders", 2))).containsExactly("4");
		assertThat(store.list("prices", 1).get(0).message()).isEmpty();
	}

	private static List<String> ids(List<DeadLetter> letters) {
		return letters.stream().map((letter) -> letter.event().lastEventId()).toList();
	}

	@Test
	void removesOne() throws Exception {
		JdbcDeadLetterStore store = new JdbcDeadLetterStore(database("h2"));
		store.publish(failed("prices", "1", new byte[0], new Error()));
		String id = store.list("prices", 1).get(0).id();

		assertThat(store.remove("orders", id)).isFalse();
		assertThat(store.remove("prices", "1; DROP TABLE eventsource_dead_letter")).isFalse();
		assertThat(store.remove("prices", id)).isTrue();
		assertThat(store.remove("prices", id)).isFalse();
		assertThat(store.find("prices", id)).isEmpty();
	}

	@Test
	void takesPartInTheTransactionOfItsThread() throws Exception {
		DataSource database = database("h2");
		JdbcDeadLetterStore store = new JdbcDeadLetterStore(database);

		new TransactionTemplate(new JdbcTransactionManager(database)).executeWithoutResult((status) -> {
			store.publish(failed("prices", "1", "data".getBytes(StandardCharsets.UTF_8), new Error()));
			status.setRollbackOnly();
		});

		assertThat(store.list("prices", 1)).isEmpty();
	}

	@Test
	void refusesWhatIsNoTable() throws Exception {
		DataSource database = database("h2");

		assertThatIllegalArgumentException().isThrownBy(() -> new JdbcDeadLetterStore(database, "letters; DROP"))
			.withMessageContaining("letters; DROP");
	}

}
