package dev.eventsource.autoconfigure;

import java.util.UUID;

import javax.sql.DataSource;

import dev.eventsource.DeadLetter;
import dev.eventsource.DeadLetterPublisher;
import dev.eventsource.DeadLetterStore;
import dev.eventsource.EventSourceRegistry;
import dev.eventsource.SseListener;
import dev.eventsource.delivery.JdbcDeadLetterStore;
import dev.eventsource.test.SseResponse;
import dev.eventsource.test.SseTestServer;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class DeadLetterStoreConfigurationTests {

	private final ApplicationContextRunner bare = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(EventSourceAutoConfiguration.class));

	private final ApplicationContextRunner database = this.bare
		.withPropertyValues("spring.datasource.url=jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1")
		.withConfiguration(AutoConfigurations.of(DataSourceAutoConfiguration.class));

	private final ApplicationContextRunner jdbc = this.database
		.withPropertyValues("eventsource.dead-letter.store=jdbc");

	private static int letters(ApplicationContext context, String table) {
		Integer count = new JdbcTemplate(context.getBean(DataSource.class))
			.queryForObject("SELECT COUNT(*) FROM " + table, Integer.class);
		return (count != null) ? count : -1;
	}

	@Test
	void keepsDeadLettersInATableOfTheApplicationsDatabase() {
		try (SseTestServer server = SseTestServer.start()) {
			server.on("/prices").always(SseResponse.stream().event("message", "7", "poison").stayOpen());
			this.jdbc.withBean(Poisoned.class)
				.withPropertyValues("eventsource.sources.prices.url=" + server.url("/prices"),
						"eventsource.sources.prices.delivery.retry.max-retries=0")
				.run((context) -> {
					await().until(() -> letters(context, "eventsource_dead_letter") == 1);
					assertThat(context.getBean(EventSourceRegistry.class).get("prices").deadLetters(10)).singleElement()
						.extracting(DeadLetter::exception)
						.isEqualTo(IllegalArgumentException.class.getName());
				});
		}
	}

	@Test
	void makesNothingWhereNobodyAsks() {
		this.database.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(DeadLetterPublisher.class));
	}

	@Test
	void makesNothingWhereSourcesAreDisabled() {
		this.jdbc.withPropertyValues("eventsource.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(DeadLetterPublisher.class));
	}

	@Test
	void makesATableOfAnotherName() {
		this.jdbc
			.withPropertyValues("eventsource.dead-letter.jdbc.table=PUBLIC.lost_prices",
					"eventsource.dead-letter.jdbc.initialize-schema=always")
			.run((context) -> assertThat(letters(context, "lost_prices")).isZero());
	}

	@Test
	void aMissingTableFailsTheStart() {
		this.jdbc.withPropertyValues("eventsource.dead-letter.jdbc.initialize-schema=never")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(InvalidSettingException.class)
				.hasMessageContaining("eventsource.dead-letter.store")
				.hasMessageContaining("dev/eventsource/delivery/schema-<database>.sql")
				.hasMessageContaining("eventsource.dead-letter.jdbc.initialize-schema"));
	}

	@Test
	void theMissingTableOfABeanFailsTheStartToo() {
		this.database
			.withBean(DeadLetterStore.class,
					() -> new JdbcDeadLetterStore(new DriverManagerDataSource("jdbc:h2:mem:bare", "sa", "")))
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(InvalidSettingException.class)
				.hasMessageContaining("dev/eventsource/delivery/schema-<database>.sql")
				.hasMessageContaining("in place of the bean"));
	}

	@Test
	void refusesWhatIsNoNameOfATable() {
		this.jdbc.withPropertyValues("eventsource.dead-letter.jdbc.table=x; DROP TABLE y")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(InvalidSettingException.class)
				.hasMessageContaining("eventsource.dead-letter.jdbc.table"));
	}

	@Test
	void aDatabaseThatIsDownIsWaitedFor() {
		this.jdbc
			.withPropertyValues("spring.datasource.url=jdbc:h2:tcp://localhost:1/nowhere",
					"spring.datasource.hikari.connection-timeout=250")
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void refusesAnotherPublisherBesideIt() {
		this.jdbc.withBean("mine", DeadLetterPublisher.class, () -> (letter) -> {
		})
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(InvalidSettingException.class)
				.hasMessageContaining("the bean 'mine'"));
	}

	@Test
	void namesTheDependencyThatIsMissing() {
		this.bare.withClassLoader(new FilteredClassLoader(JdbcTemplate.class))
			.withPropertyValues("eventsource.dead-letter.store=jdbc")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(InvalidSettingException.class)
				.hasMessageContaining("org.springframework.boot:spring-boot-starter-jdbc"));
	}

	@Test
	void namesTheDataSourceThatIsMissing() {
		this.bare.withPropertyValues("eventsource.dead-letter.store=jdbc")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(InvalidSettingException.class)
				.hasMessageContaining("needs a bean of type DataSource, and there is none"));
	}

	static class Poisoned {

		@SseListener(source = "prices")
		void onPrice(String price) {
			throw new IllegalArgumentException(price);
		}

	}

}
