package dev.eventsource.autoconfigure;

import java.nio.file.Path;
import java.util.UUID;

import javax.sql.DataSource;

import dev.eventsource.CheckpointRefusedException;
import dev.eventsource.InvalidSpecException;
import dev.eventsource.checkpoint.CheckpointStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import static org.assertj.core.api.Assertions.assertThat;

class CheckpointStoreConfigurationTests {

	private final String database = "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";

	private final ApplicationContextRunner bare = new ApplicationContextRunner()
		.withPropertyValues("eventsource.auto-startup=false",
				"eventsource.sources.prices.url=http://localhost:1/prices")
		.withConfiguration(AutoConfigurations.of(EventSourceAutoConfiguration.class));

	private final ApplicationContextRunner jdbc = this.bare
		.withPropertyValues("eventsource.sources.prices.checkpoint.store=jdbc",
				"spring.datasource.url=" + this.database)
		.withConfiguration(AutoConfigurations.of(DataSourceAutoConfiguration.class));

	private final ApplicationContextRunner redis = this.bare
		.withPropertyValues("eventsource.sources.prices.checkpoint.store=redis");

	@Test
	void makesTheTableInAnEmbeddedDatabase() {
		this.jdbc.run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(rows("eventsource_checkpoint")).isZero();
		});
	}

	@Test
	void makesNothingWhereNobodyAsks() {
		this.jdbc.withPropertyValues("eventsource.sources.prices.checkpoint.store=memory").run((context) -> {
			assertThat(context.getBeanFactory().containsSingleton(BuiltInStore.JDBC_BEAN)).isFalse();
			assertThat(new JdbcTemplate(context.getBean(DataSource.class)).queryForObject(
					"SELECT COUNT(*) FROM INFORMATION_SCHEMA.TABLES WHERE TABLE_NAME LIKE 'EVENTSOURCE%'",
					Integer.class))
				.isZero();
		});
	}

	@Test
	void makesATableOfAnotherName() {
		this.jdbc
			.withPropertyValues("eventsource.checkpoint.jdbc.table=PUBLIC.stream_positions",
					"eventsource.checkpoint.jdbc.initialize-schema=always")
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(rows("stream_positions")).isZero();
			});
	}

	@Test
	void leavesATableThatIsThere() {
		this.jdbc.run((context) -> new JdbcTemplate(context.getBean(DataSource.class))
			.update("INSERT INTO eventsource_checkpoint VALUES ('k', 1, '\"7\"', '\"\"', NULL, NULL, NULL, 0)"));

		this.jdbc.withPropertyValues("eventsource.checkpoint.jdbc.initialize-schema=always").run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(rows("eventsource_checkpoint")).isEqualTo(1);
		});
	}

	@Test
	void aMissingTableFailsTheStart() {
		this.jdbc.withPropertyValues("eventsource.checkpoint.jdbc.initialize-schema=never")
			.run((context) -> assertThat(context).getFailure()
				.hasStackTraceContaining(CheckpointRefusedException.class.getName())
				.hasStackTraceContaining("schema-<database>.sql")
				.hasStackTraceContaining("eventsource.checkpoint.jdbc.initialize-schema"));
	}

	@Test
	void refusesWhatIsNoNameOfATable() {
		this.jdbc.withPropertyValues("eventsource.checkpoint.jdbc.table=x; DROP TABLE y")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(InvalidSettingException.class)
				.hasMessageContaining("eventsource.checkpoint.jdbc.table"));
	}

	@Test
	void aDatabaseThatIsDownIsWaitedFor() {
		this.jdbc
			.withPropertyValues("spring.datasource.url=jdbc:h2:tcp://localhost:1/nowhere",
					"spring.datasource.hikari.connection-timeout=250")
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void startsWithoutSpringJdbc() {
		this.bare.withClassLoader(new FilteredClassLoader(JdbcTemplate.class, StringRedisTemplate.class))
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(BuiltInStore.JDBC_BEAN)
				.doesNotHaveBean(BuiltInStore.REDIS_BEAN));
	}

	@ParameterizedTest
	@ValueSource(strings = { "jdbc", "redis" })
	void namesTheDependencyThatIsMissing(String store) {
		this.bare.withClassLoader(new FilteredClassLoader(JdbcTemplate.class, StringRedisTemplate.class))
			.withPropertyValues("eventsource.sources.prices.checkpoint.store=" + store)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(InvalidSpecException.class)
				.hasMessageContaining("org.springframework.boot:spring-boot-starter-")
				.hasMessageContaining(store));
	}

	@Test
	void namesTheDataSourceThatIsMissing() {
		this.bare.withPropertyValues("eventsource.sources.prices.checkpoint.store=jdbc")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(InvalidSpecException.class)
				.hasMessageContaining("needs a bean of type DataSource, and there is none")
				.hasMessageContaining("'spring.datasource.url'"));
	}

	@Test
	void namesTheConnectionToRedisThatIsMissing() {
		this.redis.run((context) -> assertThat(context).getFailure()
			.rootCause()
			.isInstanceOf(InvalidSpecException.class)
			.hasMessageContaining("needs a bean of type RedisConnectionFactory, and there is none")
			.hasMessageContaining("'spring.data.redis.url'"));
	}

	@Test
	void asksWhichOfSeveralDataSources() {
		this.jdbc.withUserConfiguration(TwoDataSources.class)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(InvalidSpecException.class)
				.hasMessageContaining("one bean of type DataSource, and there are first, second")
				.hasMessageContaining("@Primary"));
	}

	@Test
	void takesThePrimaryOfSeveralDataSources() {
		this.jdbc.withUserConfiguration(TwoDataSources.class, PrimaryDataSource.class)
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void connectsToRedisWhenASourceStartsOnly() {
		this.redis.withConfiguration(AutoConfigurations.of(DataRedisAutoConfiguration.class))
			.withPropertyValues("spring.data.redis.port=1")
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(context.getBeanFactory().containsSingleton(BuiltInStore.REDIS_BEAN)).isTrue();
			});
	}

	@Test
	void leavesTheStoreToTheUser() {
		CheckpointStore own = CheckpointStore.inMemory();
		this.bare.withPropertyValues("eventsource.sources.prices.checkpoint.store=mine")
			.withBean("mine", CheckpointStore.class, () -> own)
			.withConfiguration(AutoConfigurations.of(DataSourceAutoConfiguration.class))
			.run((context) -> assertThat(context.getBeanProvider(CheckpointStore.class).getObject()).isSameAs(own));
	}

	@Test
	void aStoreOfTheUserReplacesOurs() {
		CheckpointStore own = CheckpointStore.inMemory();
		this.jdbc.withBean(BuiltInStore.JDBC_BEAN, CheckpointStore.class, () -> own)
			.run((context) -> assertThat(context.getBean(BuiltInStore.JDBC_BEAN)).isSameAs(own));
	}

	@Test
	void filesNeedNothing(@TempDir Path directory) {
		this.bare
			.withPropertyValues("eventsource.sources.prices.checkpoint.store=file",
					"eventsource.sources.prices.checkpoint.directory=" + directory.resolve("positions"))
			.run((context) -> assertThat(context).hasNotFailed());
	}

	private int rows(String table) {
		Integer count = new JdbcTemplate(new DriverManagerDataSource(this.database, "sa", ""))
			.queryForObject("SELECT COUNT(*) FROM " + table, Integer.class);
		return (count != null) ? count : -1;
	}

	@Configuration(proxyBeanMethods = false)
	static class TwoDataSources {

		@Bean
		DataSource first() {
			return new DriverManagerDataSource("jdbc:h2:mem:first", "sa", "");
		}

		@Bean
		DataSource second() {
			return new DriverManagerDataSource("jdbc:h2:mem:second", "sa", "");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class PrimaryDataSource {

		@Bean
		@Primary
		DataSource third() {
			return new DriverManagerDataSource("jdbc:h2:mem:third;DB_CLOSE_DELAY=-1", "sa", "");
		}

	}

}
