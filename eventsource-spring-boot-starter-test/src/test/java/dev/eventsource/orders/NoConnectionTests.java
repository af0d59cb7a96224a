package dev.eventsource.orders;

import dev.eventsource.EventSource;
import dev.eventsource.EventSourceRegistry;
import dev.eventsource.EventSourceSpec;
import dev.eventsource.test.SseTestServer;
import dev.eventsource.test.autoconfigure.AutoConfigureSseServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.test.annotation.DirtiesContext;

import static dev.eventsource.test.assertj.EventSourceAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * No test connects to production by accident. The application's URLs, as its environment
 * gives them, lead to a server that records connections.
 */
@SpringBootTest
@DirtiesContext
@ExtendWith(OutputCaptureExtension.class)
class NoConnectionTests {

	static final SseTestServer production = production();

	private static SseTestServer production() {
		SseTestServer server = SseTestServer.start();
		System.setProperty("eventsource.sources.orders.url", server.url("/orders").toString());
		System.setProperty("eventsource.sources.price-feed.url", server.url("/prices").toString());
		return server;
	}

	@AfterAll
	static void closeProduction() {
		System.clearProperty("eventsource.sources.orders.url");
		System.clearProperty("eventsource.sources.price-feed.url");
		production.close();
	}

	@Test
	void noSourceConnects(@Autowired EventSourceRegistry registry, CapturedOutput output) {
		assertThat(registry.names()).allSatisfy((name) -> assertThat(registry.get(name)).isClosed().hasReason("new"));
		assertThat(production.openConnections()).isZero();
		assertThat(production.requests()).isEmpty();
		assertThat(output).containsOnlyOnce("Event sources do not start in this test: eventsource.auto-startup=false");
	}

	@Test
	void sourceThatTheApplicationRegistersDoesNotConnect(@Autowired EventSourceRegistry registry) {
		EventSourceSpec spec = EventSourceSpec.builder(production.url("/late").toString()).build();

		assertThat(registry.register("late", spec)).isClosed().hasReason("new");
		assertThat(production.requests()).isEmpty();
		registry.remove("late");
	}

	@Nested
	@AutoConfigureSseServer(source = "orders")
	class WithAServer {

		@Test
		void onlyTheTestServerIsAsked(@Autowired SseTestServer server, @Autowired EventSource ordersEventSource) {
			server.awaitConnected();

			assertThat(ordersEventSource).isOpen();
			assertThat(production.requests()).isEmpty();
		}

	}

}
