package dev.eventsource.orders;

import dev.eventsource.EventSourceRegistry;
import dev.eventsource.test.SseServerExtension;
import dev.eventsource.test.SseTestServer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;

import static dev.eventsource.test.assertj.EventSourceAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * A test that asks for it gets its sources started.
 */
class AskedStartupTests {

	@RegisterExtension
	static final SseServerExtension sse = new SseServerExtension();

	@DynamicPropertySource
	static void urls(DynamicPropertyRegistry properties) {
		properties.add("eventsource.sources.orders.url", () -> sse.server().url("/orders"));
		properties.add("eventsource.sources.price-feed.url", () -> sse.server().url("/prices"));
	}

	@Nested
	@SpringBootTest
	@DirtiesContext
	@TestPropertySource(properties = "eventsource.auto-startup=true")
	class ForAllSources {

		@Test
		void theyConnect(SseTestServer server) {
			assertThat(server.awaitRequests(2)).extracting((request) -> request.path()).contains("/orders", "/prices");
		}

	}

	@Nested
	@SpringBootTest
	@DirtiesContext
	@TestPropertySource(properties = "eventsource.sources.orders.auto-startup=true")
	class ForOneSource {

		@Test
		void onlyThatOneConnects(@Autowired EventSourceRegistry registry) {
			assertThat(registry.get("orders")).isOpen();
			assertThat(registry.get("price-feed")).isClosed().hasReason("new");
		}

	}

}
