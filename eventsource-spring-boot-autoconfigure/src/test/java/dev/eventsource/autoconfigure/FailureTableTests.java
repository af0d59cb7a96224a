package dev.eventsource.autoconfigure;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import dev.eventsource.DeadLetterPublisher;
import dev.eventsource.EventSourceRegistry;
import dev.eventsource.SseListener;
import dev.eventsource.checkpoint.Checkpoint;
import dev.eventsource.checkpoint.CheckpointStore;
import dev.eventsource.test.SseTestServer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Each fault as whoever is on call sees it: in the endpoint, in health, in what
 * Prometheus scrapes and in the log of one application that has all of them at once.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FailureTableTests {

	private static final String SECRET = "s3cret";

	private final SseTestServer server = SseTestServer.start();

	private final List<FailureRow> rows = FailureRows.all(this.server.port());

	private final Lines log = new Lines();

	private ConfigurableApplicationContext context;

	@BeforeAll
	void run() {
		Map<String, Object> properties = new HashMap<>(Map.of("server.port", "0",
				"management.endpoints.web.exposure.include", "*", "management.endpoint.health.show-details", "always",
				"spring.main.banner-mode", "off", "logging.level.dev.eventsource", "DEBUG", "eventsource.auto-startup",
				"false", "eventsource.defaults.reconnect.delay", "30m", "eventsource.defaults.reconnect.max-delay",
				"30m", "eventsource.defaults.health.down-after", "100ms"));
		properties.put("eventsource.defaults.headers.X-Key", SECRET);
		properties.put("eventsource.defaults.query.token", SECRET);
		for (FailureRow row : this.rows) {
			String prefix = "eventsource.sources." + row.id() + ".";
			properties.put(prefix + "url", this.server.url("/" + row.id()).toString());
			row.settings().forEach((key, value) -> properties.put(prefix + key, value));
			Optional.ofNullable(row.answer()).ifPresent((answer) -> this.server.on("/" + row.id()).always(answer));
		}
		this.context = new SpringApplicationBuilder(Application.class).properties(properties).run();
		this.log.begin();
		EventSourceRegistry sources = this.context.getBean(EventSourceRegistry.class);
		this.rows.forEach((row) -> sources.get(row.id()).start());
	}

	@AfterAll
	void close() {
		this.context.getBean(Faults.class).released.countDown();
		this.context.close();
		this.server.close();
		this.log.end();
	}

	List<FailureRow> rows() {
		return this.rows;
	}

	@ParameterizedTest
	@MethodSource("rows")
	void everybodySeesTheSame(FailureRow row) {
		Awaitility.await()
			.atMost(Duration.ofSeconds(60))
			.pollInterval(Duration.ofMillis(50))
			.untilAsserted(() -> assertSeen(row));
	}

	private void assertSeen(FailureRow row) {
		JsonNode endpoint = new JsonMapper().readTree(get("eventsources/" + row.id())).get("connection");
		assertThat(endpoint.get("state").asString()).isEqualTo(row.state().name());
		assertThat(endpoint.get("reason").asString()).isEqualTo(row.reason());
		String health = get("health/eventSource/" + row.id());
		assertThat(health).contains("\"status\":\"" + row.status() + "\"").contains(row.detail());
		Scrape scrape = new Scrape(get("prometheus"));
		for (FailureRow.Meter meter : row.meters()) {
			boolean ofSource = !meter.label().isEmpty();
			assertThat(ofSource ? scrape.sum(meter.sample(), "source=\"" + row.id() + "\"", meter.label())
					: scrape.sum(meter.sample()))
				.as("%s", meter)
				.isGreaterThanOrEqualTo(meter.least());
		}
		for (String line : row.log()) {
			assertThat(this.log.lines).anyMatch((logged) -> logged.contains(line));
		}
	}

	@Test
	void anOrdinaryDisconnectHasNoStackTrace() {
		List<String> ordinary = List.of("f01", "f02", "f03", "f04", "f05", "f06", "f13", "f14", "f15", "f22");

		ordinary.forEach((id) -> everybodySeesTheSame(
				this.rows.stream().filter((row) -> row.id().equals(id)).findFirst().orElseThrow()));

		assertThat(this.log.lines)
			.filteredOn((line) -> ordinary.stream().anyMatch((id) -> line.contains(" " + id + " ")))
			.isNotEmpty()
			.noneMatch((line) -> line.contains("\tat "));
	}

	@Test
	void nothingOfASecretIsLoggedOrShown() {
		this.rows.forEach(this::everybodySeesTheSame);

		assertThat(this.log.lines).isNotEmpty().noneMatch((line) -> line.contains(SECRET));
		for (String path : List.of("eventsources", "health", "prometheus")) {
			assertThat(get(path)).as(path).isNotEmpty().doesNotContain(SECRET);
		}
	}

	private String get(String path) {
		return Scrape.of(URI.create("http://localhost:" + this.context.getEnvironment().getProperty("local.server.port")
				+ "/actuator/" + path))
			.text();
	}

	/** Does to events what their data says. */
	static class Faults {

		private final CountDownLatch released = new CountDownLatch(1);

		@SseListener(source = { "f24", "f26", "f27", "f28", "f29", "f30", "f31", "f40" })
		void on(String data) throws InterruptedException {
			switch (data) {
				case "throw" -> throw new IllegalStateException("about " + SECRET);
				case "error" -> throw new AssertionError("about " + SECRET);
				case "memory" -> throw new OutOfMemoryError("about " + SECRET);
				case "block" -> this.released.await();
				default -> {
				}
			}
		}

		@SseListener(source = { "f01", "f02", "f03", "f04", "f05", "f06", "f07", "f08", "f09", "f10", "f11", "f12",
				"f13", "f14", "f15", "f16", "f17", "f18", "f19", "f20", "f21", "f21-silent", "f22", "f23" })
		void any(String data) {
		}

		@SseListener(source = "f25")
		void onPrice(Price price) {
		}

	}

	record Price(int value) {
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		@Bean
		Faults faults() {
			return new Faults();
		}

		@Bean
		DeadLetterPublisher deadLetters() {
			return (deadLetter) -> {
				if (deadLetter.event().source().equals("f29")) {
					throw new IllegalStateException("full of " + deadLetter.event().data() + SECRET);
				}
			};
		}

		@Bean
		CheckpointStore unwritable() {
			return new OneCheckpoint() {

				@Override
				public boolean replace(Checkpoint next) {
					throw new IllegalStateException("read-only");
				}

				@Override
				public Optional<Instant> now() {
					return Optional.empty();
				}

			};
		}

		@Bean
		CheckpointStore unreadable() {
			return new OneCheckpoint() {

				@Override
				public Optional<Checkpoint> load(String key) {
					throw new IllegalStateException("down");
				}

			};
		}

	}

	/** What is logged, each line with its level and its stack trace. */
	private static final class Lines extends AppenderBase<ILoggingEvent> {

		private final List<String> lines = new CopyOnWriteArrayList<>();

		private final Logger logger = (Logger) LoggerFactory.getLogger("dev.eventsource");

		void begin() {
			start();
			this.logger.addAppender(this);
		}

		void end() {
			this.logger.detachAppender(this);
		}

		@Override
		protected void append(ILoggingEvent event) {
			String trace = (event.getThrowableProxy() != null) ? ThrowableProxyUtil.asString(event.getThrowableProxy())
					: "";
			this.lines.add(event.getLevel() + " " + event.getFormattedMessage() + trace);
		}

	}

}
