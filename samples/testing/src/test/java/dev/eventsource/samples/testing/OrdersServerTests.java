package dev.eventsource.samples.testing;

import dev.eventsource.test.SseTestServer;
import dev.eventsource.test.autoconfigure.AutoConfigureSseServer;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

import static org.assertj.core.api.Assertions.assertThat;

@SpringBootTest
@AutoConfigureSseServer(source = "orders")
class OrdersServerTests {

	@Autowired
	SseTestServer server;

	@Autowired
	Bookings bookings;

	@Test
	void booksWhatTheServerSends() {
		this.server.send("order-created", "1", "{\"number\":\"A-1\",\"quantity\":2}");
		this.server.awaitHandled("1");
		assertThat(this.bookings.numbers()).contains("A-1");
	}

}
