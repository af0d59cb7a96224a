package dev.eventsource.test.assertj;

import java.time.Duration;
import java.util.List;

import dev.eventsource.EventSource;
import dev.eventsource.EventSourceSpec;
import dev.eventsource.FailedEvent;
import dev.eventsource.MessageEvent;
import dev.eventsource.client.LiveEventSourceRegistry;
import dev.eventsource.test.SseTestServer;
import dev.eventsource.test.autoconfigure.DeliveryResult;
import dev.eventsource.test.autoconfigure.DeliveryResult.Outcome;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.web.reactive.function.client.WebClient;

import static dev.eventsource.test.assertj.EventSourceAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class EventSourceAssertionsTests {

	private static final FailedEvent FAILED = new FailedEvent(
			MessageEvent.of("orders", "http://localhost", "order-created", new byte[0], "7"), "Orders.onCreated", 4,
			new IllegalStateException("broken"));

	@AutoClose
	private final SseTestServer server = SseTestServer.start();

	@AutoClose
	private final LiveEventSourceRegistry registry = LiveEventSourceRegistry.builder(WebClient.builder()).build();

	private EventSource source;

	@BeforeEach
	void registerSource() {
		this.source = this.registry.add("orders",
				EventSourceSpec.builder(this.server.url("/orders").toString()).build());
		this.source.onMessage((event) -> {
		});
	}

	@Test
	void waitForWhatTheyAssert() {
		this.source.start();
		assertThat(this.source).isOpen();

		this.server.send("", "7", "hi");
		assertThat(this.source).hasLastEventId("7").hasCommittedId("7").deadLetters().isEmpty();

		this.source.pause();
		assertThat(this.source).isPaused().hasReason("paused");
	}

	@Test
	void failedOneShowsHowThingsStand() {
		assertThatExceptionOfType(AssertionError.class)
			.isThrownBy(() -> assertThat(this.source).within(Duration.ZERO).isOpen())
			.withMessage("Expected event source 'orders' to be OPEN within 0 ms, but it is CLOSED (new) "
					+ "with last event id ''");
	}

	@Test
	void deadLettersAreFoundByTheirId() {
		assertThat(List.of(FAILED)).hasSize(1).first().hasType("order-created");
		assertThat(List.of(FAILED)).containsEvent("7")
			.isFrom("Orders.onCreated")
			.hasAttempts(4)
			.cause()
			.hasMessage("broken");
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> assertThat(List.of(FAILED)).containsEvent("8"))
			.withMessageContaining("Expected a dead letter of event '8'");
	}

	@Test
	void deadLetterThatIsAnotherOneFails() {
		assertThatExceptionOfType(AssertionError.class)
			.isThrownBy(() -> assertThat(FAILED).hasLastEventId("7").hasAttempts(1))
			.withMessageContaining("attempts of FailedEvent");
	}

	@Test
	void deliveriesAreToldApart() {
		DeliveryResult result = new DeliveryResult(FAILED.event(), Outcome.IGNORED, List.of(), 0, null, null);

		assertThat(result).isIgnored().hasAttempts(0).exception().isNull();
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> assertThat(result).isHandled());
	}

	@Test
	void assertJsOwnStayAtHand() {
		assertThat("text").isEqualTo("text");
		assertThat(List.of("a")).containsExactly("a");
	}

}
