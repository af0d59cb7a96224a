package dev.eventsource.orders;

import dev.eventsource.EventSource;
import dev.eventsource.test.SseTestServer;
import dev.eventsource.test.autoconfigure.AutoConfigureSseServer;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.annotation.DirtiesContext;

import static dev.eventsource.test.assertj.EventSourceAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@SpringBootTest(properties = "spring.lifecycle.timeout-per-shutdown-phase=500ms")
@AutoConfigureSseServer("orders")
class FailureMessagesTests {

	@Autowired
	SseTestServer server;

	@Autowired
	EventSource ordersEventSource;

	@Test
	void brokenListenerIsNamedWithWhatItThrew() {
		this.server.send("order-created", "1", "{\"number\":\"broken\",\"quantity\":1}");

		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> this.server.awaitHandled("1"))
			.withMessageStartingWith("Event '1' was not handled.")
			.withMessageContaining("OrderListener.onCreated failed with event '1' (order-created) after 4 calls, "
					+ "it is a dead letter: java.lang.IllegalStateException: no such number");
		assertThat(this.ordersEventSource).deadLetters().containsEvent("1").hasAttempts(4);
	}

	@Test
	void unreadablePayloadIsSaidToBeUnreadable() {
		this.server.send("order-created", "2", "{");

		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> this.server.awaitHandled("2"))
			.withMessageContaining("PayloadConversionException");
	}

	@Test
	@DirtiesContext
	void slowListenerIsShownWhereItIs() {
		this.server.send("order-slow", "3", "{}");

		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> this.server.awaitHandled("3"))
			.withMessageStartingWith("Waited 5000 ms for event '3' to be handled in vain.")
			.withMessageContaining("received an event of type 'order-slow'")
			.withMessageMatching("(?s).*thread eventsource-\\d+ is still in a listener: "
					+ ".*OrderListener.onSlow\\(OrderListener.java:\\d+\\).*");
	}

	@Test
	void eventOfAnotherTypeIsShownWithTheTypesThatAreTaken() {
		this.server.send("order-creatd", "4", "{}");

		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> this.server.awaitHandled("4"))
			.withMessageStartingWith("Event '4' was not handled.")
			.withMessageContaining("received an event of type 'order-creatd', which no listener takes")
			.withMessageContaining("orders has the listener OrderListener.onCreated for [order-created]");
	}

	@Test
	void eventThatWasNeverSentIsWaitedForInVain() {
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> this.server.awaitHandled("never"))
			.withMessageContaining("GET /orders")
			.withMessageContaining("orders is OPEN (open), last event id '");
	}

}
