package dev.eventsource.autoconfigure;

import java.net.URI;
import java.time.Duration;
import java.util.Map;

import dev.eventsource.EventSource;
import dev.eventsource.EventSourceRegistry;
import dev.eventsource.EventSourceSpec;
import dev.eventsource.test.SseResponse;
import dev.eventsource.test.SseTestServer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Health of sources that are registered at run time, and the groups that it is part of.
 */
class HealthGroupTests {

	private final SseTestServer server = SseTestServer.start();

	private ConfigurableApplicationContext context;

	@BeforeEach
	void run() {
		this.server.on("/prices").always(SseResponse.status(401));
		this.context = new SpringApplicationBuilder(Application.class).properties(
				Map.of("server.port", "0", "spring.main.banner-mode", "off", "management.endpoint.health.show-details",
						"always", "management.endpoint.health.group.readiness.include", "readinessState,eventSource",
						"management.health.redis.enabled", "false"))
			.run();
		EventSource source = this.context.getBean(EventSourceRegistry.class)
			.register("prices", EventSourceSpec.builder(this.server.url("/prices").toString()).build());
		source.onMessage((message) -> {
		});
		Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> health("").contains("given up: status-401"));
	}

	@AfterEach
	void close() {
		this.context.close();
		this.server.close();
	}

	private String health(String path) {
		return Scrape.of(URI.create("http://localhost:" + this.context.getEnvironment().getProperty("local.server.port")
				+ "/actuator/health" + path))
			.text();
	}

	@Test
	void readinessHasItWhereItIsAskedForAndLivenessNever() {
		assertThat(health("/readiness")).contains("\"status\":\"DOWN\"").contains("given up: status-401");
		assertThat(health("/liveness")).contains("\"status\":\"UP\"").doesNotContain("prices");
	}

	@Test
	void aSourceThatHasGoneIsNotJudged() {
		this.context.getBean(EventSourceRegistry.class).remove("prices");

		assertThat(health("")).contains("\"status\":\"UP\"").doesNotContain("prices");
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

}
