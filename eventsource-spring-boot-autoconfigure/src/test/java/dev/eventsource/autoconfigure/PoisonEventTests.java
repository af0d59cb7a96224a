package dev.eventsource.autoconfigure;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import dev.eventsource.EventSourceRegistry;
import dev.eventsource.EventSourceState.Kind;
import dev.eventsource.SseListener;
import dev.eventsource.client.LiveEventSourceRegistry;
import dev.eventsource.test.SseResponse;
import dev.eventsource.test.SseTestServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * An event that its listener can never handle.
 */
class PoisonEventTests {

	private final SseTestServer server = SseTestServer.start();

	private final ApplicationContextRunner application = new ApplicationContextRunner().withBean(Prices.class)
		.withPropertyValues("eventsource.sources.prices.url=" + this.server.url("/prices"),
				"eventsource.sources.prices.delivery.retry.max-retries=2",
				"eventsource.sources.prices.delivery.retry.delay=10ms")
		.withConfiguration(AutoConfigurations.of(EventSourceAutoConfiguration.class,
				EventSourceHealthContributorAutoConfiguration.class));

	@AfterEach
	void close() {
		this.server.close();
	}

	private void serve() {
		this.server.on("/prices")
			.always(SseResponse.stream()
				.event("message", "1", "good")
				.event("message", "2", "poison")
				.event("message", "3", "better")
				.stayOpen());
	}

	@Test
	void costsItsRetriesWhileTheStreamGoesOn() {
		serve();
		this.application.run((context) -> {
			List<String> calls = context.getBean(Prices.class).calls;
			await().until(() -> calls.contains("better"));

			assertThat(calls).containsExactly("good", "poison", "poison", "poison", "better");
			assertThat(context.getBean(LiveEventSourceRegistry.class).get("prices").deadLetters()).hasSize(1);
		});
	}

	@Test
	void stopsTheSourceWhichSaysWhy() {
		serve();
		this.application.withPropertyValues("eventsource.sources.prices.delivery.on-failure=stop").run((context) -> {
			EventSourceRegistry registry = context.getBean(EventSourceRegistry.class);
			await().until(() -> registry.get("prices").state().kind() == Kind.FAILED);

			Health health = ((HealthIndicator) context.getBean(CompositeHealthContributor.class)
				.getContributor("prices")).health();
			assertThat(health.getStatus()).isEqualTo(Status.DOWN);
			assertThat(health.getDetails()).containsEntry("reason", "listener-failed");
			assertThat(context.getBean(Prices.class).calls).doesNotContain("better");
		});
	}

	static class Prices {

		private final List<String> calls = new CopyOnWriteArrayList<>();

		@SseListener(source = "prices")
		void onPrice(String price) {
			this.calls.add(price);
			if (price.equals("poison")) {
				throw new IllegalArgumentException("can not be handled");
			}
		}

	}

}
