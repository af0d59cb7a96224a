package dev.eventsource.samples.docs;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;

import dev.eventsource.Acknowledgment;
import dev.eventsource.EventSourceDeadLetterEvent;
import dev.eventsource.EventSourceRegistry;
import dev.eventsource.EventSourceState;
import dev.eventsource.samples.docs.PriceListeners.Ledger;
import dev.eventsource.samples.docs.PriceListeners.Tick;
import dev.eventsource.test.ServerEvent;
import dev.eventsource.test.SseTestServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.EventListener;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The listeners of the documents, run together on one stream.
 */
@SpringBootTest(webEnvironment = WebEnvironment.NONE, properties = "eventsource.sources.wikimedia.enabled=false")
class PriceListenersTests {

	private static final SseTestServer server = SseTestServer.start();

	@Autowired
	private Calls calls;

	@Autowired
	private EventSourceRegistry sources;

	@Autowired
	private StreamWatch.Maintenance maintenance;

	@DynamicPropertySource
	static void stream(DynamicPropertyRegistry registry) {
		server.replaying(List.of(new ServerEvent("tick", "1", "{\"symbol\": \"ACME\", \"price\": 42.5}"),
				new ServerEvent("tick", "2", "{\"symbol\": \"OTHER\", \"price\": 1}")));
		registry.add("eventsource.sources.prices.url", server::url);
	}

	@AfterAll
	static void close() {
		server.close();
	}

	@Test
	void takeWhatTheyAskFor() {
		await().untilAsserted(() -> assertThat(this.calls.made).containsExactlyInAnyOrder("book ACME", "book ACME",
				"book ACME", "later ACME", "soon ACME", "book OTHER", "book OTHER", "later OTHER", "soon OTHER"));
	}

	@Test
	void pauseAndGoOn() {
		this.maintenance.begin();
		assertThat(this.sources.get("prices").state().kind()).isEqualTo(EventSourceState.Kind.PAUSED);

		this.maintenance.end();
		await().untilAsserted(
				() -> assertThat(this.sources.get("prices").state().kind()).isEqualTo(EventSourceState.Kind.OPEN));
	}

	static class Calls implements Ledger {

		private final Queue<String> made = new ConcurrentLinkedQueue<>();

		@Override
		public void book(Tick tick) {
			this.made.add("book " + tick.symbol());
		}

		@Override
		public Mono<Void> bookLater(Tick tick) {
			return Mono.fromRunnable(() -> this.made.add("later " + tick.symbol()));
		}

		@Override
		public CompletionStage<Void> bookSoon(Tick tick, Acknowledgment acknowledgment) {
			this.made.add("soon " + tick.symbol());
			acknowledgment.acknowledge();
			return CompletableFuture.completedFuture(null);
		}

		@EventListener
		void onDeadLetter(EventSourceDeadLetterEvent event) {
			this.made.add(event.toString());
		}

	}

	@EnableAutoConfiguration
	@Configuration(proxyBeanMethods = false)
	@Import({ PriceListeners.Prices.class, PriceListeners.MorePrices.class, PriceFailures.Prices.class,
			PriceFailures.Failures.class, PriceFailures.DeadLetterAlarm.class, StreamWatch.Watch.class,
			StreamWatch.Maintenance.class })
	static class Application {

		@Bean
		Calls calls() {
			return new Calls();
		}

	}

}
