package dev.eventsource.autoconfigure;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import dev.eventsource.EventSourceRegistry;
import dev.eventsource.SseListener;
import dev.eventsource.test.SseResponse;
import dev.eventsource.test.SseTestServer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Scrapes a running application while its server flaps, and compares the figures with
 * what the server has done.
 */
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PrometheusScrapeTests {

	private static final int ROUNDS = Integer.getInteger("flaps", 5);

	private static final String TICKS = "data: tick\n\n".repeat(3) + "event: surprise\ndata: 1\n\n" + "data: "
			+ "x".repeat(4096) + "\n\n";

	private static final String POISON = "data: poison\n\ndata: tick\n\n";

	private static final String LAST = "data: last\n\n";

	private final SseTestServer server = SseTestServer.start();

	private final SseTestServer calm = SseTestServer.start();

	/** Has seen its server flap. */
	private ConfigurableApplicationContext context;

	@AfterAll
	void close() {
		this.context.close();
		this.server.close();
		this.calm.close();
	}

	@BeforeAll
	void runWhileTheServerFlaps() {
		List<SseResponse> script = new ArrayList<>();
		for (int i = 0; i < ROUNDS; i++) {
			script.add(SseResponse.status(503));
			script.add(SseResponse.stream(TICKS).end());
			script.add(SseResponse.resetBeforeResponse());
			script.add(SseResponse.stream(POISON).drop());
		}
		script.add(SseResponse.stream(LAST).stayOpen());
		this.server.on("/flaky").enqueue(script.toArray(SseResponse[]::new));
		this.context = run(this.server);
		Awaitility.await()
			.atMost(Duration.ofSeconds(60))
			.until(() -> this.context.getBean(Ticks.class).last.get() == 1);
		awaitScrape(this.context, "eventsource_checkpoint_age_seconds", 0);
	}

	private static ConfigurableApplicationContext run(SseTestServer server) {
		String prefix = "eventsource.sources.flaky.";
		return new SpringApplicationBuilder(Application.class)
			.properties(Map.of("server.port", "0", "management.endpoints.web.exposure.include", "prometheus",
					"spring.main.banner-mode", "off", prefix + "url", server.url("/flaky").toString(),
					prefix + "reconnect.delay", "2ms", prefix + "reconnect.min-delay", "1ms",
					prefix + "reconnect.max-delay", "5ms", prefix + "delivery.retry.max-retries", "1",
					prefix + "delivery.retry.delay", "1ms", prefix + "limits.event-size", "1KB"))
			.run();
	}

	private Scrape scrape() {
		return scrape(this.context);
	}

	private static Scrape scrape(ConfigurableApplicationContext context) {
		return Scrape.of(URI.create("http://localhost:" + context.getEnvironment().getProperty("local.server.port")
				+ "/actuator/prometheus"));
	}

	private static Scrape awaitScrape(ConfigurableApplicationContext context, String sample, double value) {
		return Awaitility.await().until(() -> scrape(context), (scrape) -> scrape.sum(sample) == value);
	}

	private static double bytes(String... streams) {
		return String.join("", streams).getBytes(StandardCharsets.UTF_8).length;
	}

	@Test
	void countsConnectionsAsTheServerDoes() {
		int requests = this.server.on("/flaky").requests().size();
		Scrape scrape = scrape();

		assertThat(scrape.sum("eventsource_connection_attempts_total")).isEqualTo(requests).isEqualTo(4 * ROUNDS + 1);
		assertThat(scrape.sum("eventsource_connection_attempts_total", "outcome=\"success\""))
			.isEqualTo(2 * ROUNDS + 1);
		assertThat(scrape.sum("eventsource_connection_attempts_total", "outcome=\"status-503\"")).isEqualTo(ROUNDS);
		assertThat(scrape.sum("eventsource_connection_attempts_total", "outcome=\"reset\"")).isEqualTo(ROUNDS);
		assertThat(scrape.sum("eventsource_reconnects_total")).isEqualTo(requests - 1);
		for (String reason : List.of("status-503", "eof", "reset", "truncated-chunk")) {
			assertThat(scrape.sum("eventsource_reconnects_total", "reason=\"" + reason + "\"")).as(reason)
				.isEqualTo(ROUNDS);
		}
		assertThat(scrape.sum("eventsource_connection_duration_seconds_count")).isEqualTo(2 * ROUNDS);
		assertThat(scrape.sum("eventsource_connection_state")).isEqualTo(1);
		assertThat(this.server.openConnections()).isEqualTo(1);
	}

	@Test
	void countsWhatTheServerSent() {
		Scrape scrape = scrape();

		assertThat(scrape.sum("eventsource_bytes_total")).isEqualTo(ROUNDS * bytes(TICKS, POISON) + bytes(LAST));
		assertThat(scrape.sum("eventsource_events_total", "type=\"message\"")).isEqualTo(5 * ROUNDS + 1);
		assertThat(scrape.sum("eventsource_events_total", "type=\"other\"")).isEqualTo(ROUNDS);
		assertThat(scrape.sum("eventsource_events_skipped_events_total", "reason=\"too-large\"")).isEqualTo(ROUNDS);
		assertThat(scrape.sum("eventsource_last_event_age_seconds")).isBetween(0.0, 60.0);
		assertThat(scrape.sum("eventsource_mailbox_full_seconds_total")).isZero();
	}

	@Test
	void countsWhatBecameOfWhatTheServerSent() {
		Scrape scrape = scrape();

		assertThat(scrape.sum("eventsource_listener_seconds_count", "outcome=\"success\"")).isEqualTo(4 * ROUNDS + 1);
		assertThat(scrape.sum("eventsource_listener_seconds_count", "outcome=\"failure\"")).isEqualTo(2 * ROUNDS);
		assertThat(scrape.samples("eventsource_listener_seconds_count"))
			.allMatch((line) -> line.contains("type=\"message\"") && line.contains("listener=\"")
					&& line.contains("source=\"flaky\""));
		assertThat(scrape.sum("eventsource_listener_retries_total")).isEqualTo(ROUNDS);
		assertThat(scrape.sum("eventsource_dead_letters_events_total")).isEqualTo(ROUNDS);
		assertThat(scrape.sum("eventsource_checkpoint_age_seconds")).isZero();
		awaitScrape(this.context, "eventsource_executor_active_threads", 0);
	}

	@Test
	void hasTheMetersThatAreDocumentedAndNoOthers() {
		assertThat(scrape().names()).containsExactly("eventsource_bytes_total", "eventsource_checkpoint_age_seconds",
				"eventsource_connection_attempts_total", "eventsource_connection_duration_seconds",
				"eventsource_connection_duration_seconds_max", "eventsource_connection_state",
				"eventsource_dead_letters_events_total", "eventsource_events_skipped_events_total",
				"eventsource_events_total", "eventsource_executor_active_threads", "eventsource_last_event_age_seconds",
				"eventsource_listener_retries_total", "eventsource_listener_seconds",
				"eventsource_listener_seconds_max", "eventsource_mailbox_full_seconds_total",
				"eventsource_mailbox_size_events", "eventsource_reconnects_total");
	}

	@Test
	void countsCommitsAndShowsNothingOfASourceThatHasGone() {
		this.calm.on("/flaky").enqueue(SseResponse.stream("id: 1\n" + LAST).stayOpen());
		try (ConfigurableApplicationContext other = run(this.calm)) {
			Scrape scrape = awaitScrape(other, "eventsource_checkpoint_commits_total", 1);
			assertThat(scrape.sum("eventsource_checkpoint_commits_total", "outcome=\"success\"")).isEqualTo(1);

			other.getBean(EventSourceRegistry.class).remove("flaky");

			this.calm.awaitClosed();
			assertThat(scrape(other).names()).containsExactly("eventsource_executor_active_threads");
		}
	}

	static class Ticks {

		private final AtomicInteger last = new AtomicInteger();

		@SseListener(source = "flaky")
		void on(String data) {
			switch (data) {
				case "poison" -> throw new IllegalStateException("not fit for use");
				case "last" -> this.last.incrementAndGet();
				default -> {
				}
			}
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import(Ticks.class)
	static class Application {

	}

}
