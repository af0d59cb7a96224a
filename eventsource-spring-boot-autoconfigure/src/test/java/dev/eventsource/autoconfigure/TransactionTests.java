package dev.eventsource.autoconfigure;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import javax.sql.DataSource;

import dev.eventsource.EventSource;
import dev.eventsource.EventSourceDeadLetterEvent;
import dev.eventsource.InvalidSpecException;
import dev.eventsource.SseListener;
import dev.eventsource.checkpoint.Checkpoint;
import dev.eventsource.checkpoint.CheckpointStore;
import dev.eventsource.test.SseResponse;
import dev.eventsource.test.SseTestServer;
import org.assertj.core.api.AbstractStringAssert;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.webclient.autoconfigure.WebClientAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.init.DatabasePopulatorUtils;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.throwable;

/**
 * {@code checkpoint.transactional} with the application's beans.
 */
class TransactionTests {

	private final SseTestServer server = SseTestServer.start();

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withPropertyValues("eventsource.sources.prices.url=" + this.server.url("/prices"),
				"eventsource.sources.prices.checkpoint.transactional=true",
				"eventsource.sources.prices.checkpoint.store=positions",
				"eventsource.sources.prices.checkpoint.key=prices")
		.withConfiguration(AutoConfigurations.of(EventSourceAutoConfiguration.class, WebClientAutoConfiguration.class))
		.withUserConfiguration(Database.class);

	@AfterEach
	void close() {
		this.server.close();
	}

	@Test
	void storesBookingsAndPositionTogether() {
		this.server.on("/prices")
			.always(SseResponse.stream().event("message", "1", "one").event("message", "2", "two").stayOpen());

		this.runner.withUserConfiguration(Manager.class, Booking.class).run((context) -> {
			Booking booking = context.getBean(Booking.class);
			assertThat(booking.failed).succeedsWithin(Duration.ofSeconds(10));
			context.getBean(EventSource.class).stop();

			assertThat(booking.jdbc.queryForList("SELECT text FROM booking", String.class)).containsExactly("one");
			assertThat(context.getBean(CheckpointStore.class).load("prices")).get()
				.extracting(Checkpoint::lastEventId)
				.isEqualTo("2");
		});
	}

	@Test
	void refusesSeveralManagersOfWhichNoneIsNamed() {
		this.runner.withUserConfiguration(Manager.class, OtherManager.class)
			.run((context) -> refused(context.getStartupFailure(), "checkpoint.transaction-manager").contains("manager",
					"otherManager"));
	}

	@Test
	void takesTheOneThatIsNamed() {
		this.runner.withUserConfiguration(Manager.class, OtherManager.class)
			.withPropertyValues("eventsource.sources.prices.checkpoint.transaction-manager=manager",
					"eventsource.sources.prices.auto-startup=false")
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void refusesANameThatNoManagerHas() {
		this.runner.withUserConfiguration(Manager.class)
			.withPropertyValues("eventsource.sources.prices.checkpoint.transaction-manager=positions")
			.run((context) -> refused(context.getStartupFailure(), "checkpoint.transaction-manager")
				.contains("manager"));
	}

	@Test
	void refusesToDoWithoutAManager() {
		this.runner.run((context) -> refused(context.getStartupFailure(), "checkpoint.transactional")
			.contains("transaction manager"));
	}

	@Test
	void refusesAListenerThatCompletesLater() {
		this.runner.withUserConfiguration(Manager.class, Later.class)
			.run((context) -> refused(context.getStartupFailure(), "checkpoint.transactional").contains("Later.on"));
	}

	private static AbstractStringAssert<?> refused(Throwable failure, String property) {
		return assertThat(NestedExceptionUtils.getMostSpecificCause(failure))
			.asInstanceOf(throwable(InvalidSpecException.class))
			.satisfies((ex) -> assertThat(ex.property()).isEqualTo(property))
			.extracting(Throwable::getMessage, InstanceOfAssertFactories.STRING);
	}

	@Configuration(proxyBeanMethods = false)
	static class Database {

		@Bean
		DataSource dataSource() {
			DataSource database = new DriverManagerDataSource("jdbc:h2:mem:autoconfigured;DB_CLOSE_DELAY=-1", "sa", "");
			new JdbcTemplate(database).execute("DROP ALL OBJECTS");
			DatabasePopulatorUtils.execute(
					new ResourceDatabasePopulator(new ClassPathResource("dev/eventsource/checkpoint/schema-h2.sql")),
					database);
			new JdbcTemplate(database).execute("CREATE TABLE booking (text VARCHAR(20))");
			return database;
		}

		@Bean
		CheckpointStore positions(DataSource dataSource) {
			return CheckpointStore.jdbc(dataSource, "eventsource_checkpoint");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Manager {

		@Bean
		PlatformTransactionManager manager(DataSource dataSource) {
			return new JdbcTransactionManager(dataSource);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OtherManager {

		@Bean
		PlatformTransactionManager otherManager(DataSource dataSource) {
			return new JdbcTransactionManager(dataSource);
		}

	}

	static class Booking {

		final CompletableFuture<String> failed = new CompletableFuture<>();

		final JdbcTemplate jdbc;

		Booking(DataSource dataSource) {
			this.jdbc = new JdbcTemplate(dataSource);
		}

		@SseListener(source = "prices")
		void on(String text) {
			this.jdbc.update("INSERT INTO booking VALUES (?)", text);
			if (text.equals("two")) {
				throw new AssertionError();
			}
		}

		@EventListener
		void on(EventSourceDeadLetterEvent event) {
			this.failed.complete(event.deadLetter().listener());
		}

	}

	static class Later {

		@SseListener(source = "prices")
		CompletableFuture<Void> on(String text) {
			return CompletableFuture.completedFuture(null);
		}

	}

}
