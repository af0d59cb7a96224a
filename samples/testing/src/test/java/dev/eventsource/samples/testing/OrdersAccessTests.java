package dev.eventsource.samples.testing;

import dev.eventsource.test.SseTestServer;
import dev.eventsource.test.autoconfigure.AutoConfigureSseServer;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.ActiveProfiles;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The test server wants neither the certificates nor the token nor the proxy of the real
 * one.
 */
@SpringBootTest
@ActiveProfiles("production")
@AutoConfigureSseServer(source = "orders")
class OrdersAccessTests {

	@Autowired
	SseTestServer server;

	@Test
	void readsFromTheTestServerAllTheSame() {
		this.server.send("order-created", "1", "{\"number\":\"A-1\",\"quantity\":2}");

		this.server.awaitHandled("1");

		assertThat(this.server.requests()).noneMatch((request) -> request.header("Authorization").isPresent());
	}

}
