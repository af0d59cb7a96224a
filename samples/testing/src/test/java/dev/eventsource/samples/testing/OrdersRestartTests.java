package dev.eventsource.samples.testing;

import dev.eventsource.EventSource;
import dev.eventsource.test.SseTestServer;
import dev.eventsource.test.autoconfigure.AutoConfigureSseServer;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

import static org.assertj.core.api.Assertions.assertThat;

@SpringBootTest
@AutoConfigureSseServer(source = "orders")
class OrdersRestartTests {

	@Test
	void goesOnAfterTheLastBooking(@Autowired SseTestServer server, @Autowired EventSource ordersEventSource,
			@Autowired Bookings bookings) {
		server.send("order-created", "1", "{\"number\":\"B-1\",\"quantity\":2}");
		server.awaitHandled("1");
		ordersEventSource.stop();
		server.send("order-created", "2", "{\"number\":\"B-2\",\"quantity\":1}");
		ordersEventSource.start();
		server.awaitHandled("2");
		assertThat(server.awaitConnected().lastEventId()).hasValue("1");
		assertThat(bookings.numbers()).endsWith("B-1", "B-2");
	}

}
