package dev.eventsource.orders;

import java.time.Duration;

import dev.eventsource.EventSource;
import dev.eventsource.EventSourceRegistry;
import dev.eventsource.test.SseTestServer;
import dev.eventsource.test.autoconfigure.AutoConfigureSseServer;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

import static dev.eventsource.test.assertj.EventSourceAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

@SpringBootTest
@AutoConfigureSseServer(source = "orders")
class AutoConfigureSseServerTests {

	@Autowired
	SseTestServer server;

	@Autowired
	Stock stock;

	@Autowired
	EventSource ordersEventSource;

	@Test
	void listenerHandlesWhatTheServerSends() {
		this.server.send("order-created", "1", "{\"number\":\"A\",\"quantity\":1}");
		this.server.awaitHandled("1");

		assertThat(this.stock.reservations()).isPositive();
	}

	@Test
	void streamIsOpenWhenATestBegins() {
		assertThat(this.server.awaitConnected().path()).isEqualTo("/orders");
		assertThat(this.ordersEventSource).within(Duration.ZERO).isOpen();
	}

	@Test
	void otherSourcesStayClosed(@Autowired EventSourceRegistry registry) {
		assertThat(registry.get("price-feed")).isClosed().hasReason("new");
	}

	@Test
	void eventsSentWhileTheStreamIsDownComeOnce() {
		long before = this.stock.reservations();
		this.server.send("order-created", "7", "{\"number\":\"B\",\"quantity\":1}");
		this.server.awaitHandled("7");

		this.server.dropAll();
		this.server.send("order-created", "8", "{\"number\":\"C\",\"quantity\":1}");
		this.server.awaitHandled("8");

		assertThat(this.stock.reservations() - before).isEqualTo(2);
		assertThat(this.ordersEventSource).isOpen().hasLastEventId("8");
	}

	@Test
	void acknowledgedEventCountsAsHandledOnceItIsAcknowledged() {
		this.server.send("order-paid", "9", "{\"number\":\"P\",\"quantity\":1}");

		this.server.awaitHandled("9");

		assertThat(this.ordersEventSource).hasCommittedId("9");
	}

	@Test
	void stoppedSourceLeavesTheServer() {
		this.ordersEventSource.stop();

		this.server.awaitClosed();
		assertThat(this.ordersEventSource).isClosed();
		this.ordersEventSource.start();
	}

}
