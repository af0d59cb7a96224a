package dev.eventsource.orders;

import dev.eventsource.DeadLetterPublisher;
import dev.eventsource.EventSourceDeadLetterEvent;
import dev.eventsource.EventSourceSkippedEvent;
import dev.eventsource.test.autoconfigure.DeliveryResult.Outcome;
import dev.eventsource.test.autoconfigure.EventSourceTest;
import dev.eventsource.test.autoconfigure.SseListenerTester;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.test.context.event.ApplicationEvents;
import org.springframework.test.context.event.RecordApplicationEvents;

import static dev.eventsource.test.assertj.EventSourceAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.willThrow;

/**
 * What becomes of events that are not simply handled.
 */
@EventSourceTest(OrderListener.class)
@RecordApplicationEvents
class DeliveryOutcomeTests {

	private static final String BROKEN = "{\"number\":\"broken\",\"quantity\":1}";

	@MockitoBean
	Stock stock;

	@Autowired
	SseListenerTester tester;

	@Autowired
	ApplicationEvents events;

	@Test
	void deadLetterIsPublishedAsInProduction() {
		this.tester.deliver("orders", "order-created", BROKEN);

		assertThat(this.events.stream(EventSourceDeadLetterEvent.class)).hasSize(1);
	}

	@Test
	void failureThatIsRetriedWithoutEndIsRecognized() {
		assertThat(this.tester.deliver("orders", "order-flaky", "{\"number\":\"A\",\"quantity\":1}"))
			.hasOutcome(Outcome.RETRIED_WITHOUT_END)
			.exception()
			.hasMessageContaining("the warehouse is away");
	}

	@Test
	void eventThatNobodyAcknowledgesIsNotHandled() {
		assertThat(this.tester.deliver("orders", "order-paid", "{\"number\":\"A\",\"quantity\":0}"))
			.hasOutcome(Outcome.UNACKNOWLEDGED);
	}

	@Test
	void listenerThatDoesNotReturnIsShownWhereItIs() {
		assertThatExceptionOfType(AssertionError.class)
			.isThrownBy(() -> this.tester.deliver("orders", "order-slow", "{}"))
			.withMessageContaining("in vain for OrderListener.onSlow to be done")
			.withMessageMatching("(?s).*OrderListener.onSlow\\(OrderListener.java:\\d+\\).*");
	}

	@Test
	void failedAssertionShowsWhatBecameOfTheEvent() {
		assertThatExceptionOfType(AssertionError.class)
			.isThrownBy(() -> assertThat(this.tester.deliver("orders", "order-created", BROKEN)).isHandled())
			.withMessageContaining("to be HANDLED, but it is DEAD_LETTERED")
			.withMessageContaining("java.lang.IllegalStateException: no such number");
	}

	@Nested
	@TestPropertySource(properties = "eventsource.sources.orders.delivery.on-failure=skip")
	class WhenFailuresAreSkipped {

		@Test
		void eventIsSkipped() {
			assertThat(DeliveryOutcomeTests.this.tester.deliver("orders", "order-created", BROKEN))
				.hasOutcome(Outcome.SKIPPED)
				.hasAttempts(4)
				.exception()
				.hasMessage("no such number");
			assertThat(DeliveryOutcomeTests.this.events.stream(EventSourceSkippedEvent.class)).hasSize(1);
		}

	}

	@Nested
	@TestPropertySource(properties = { "eventsource.sources.orders.delivery.on-failure=stop",
			"eventsource.sources.orders.delivery.retry.max-retries=0" })
	class WhenFailuresStopTheSource {

		@Test
		void sourceWouldStop() {
			assertThat(DeliveryOutcomeTests.this.tester.deliver("orders", "order-created", BROKEN))
				.hasOutcome(Outcome.STOPPED)
				.hasAttempts(1);
		}

	}

	@Nested
	class WhenTheDeadLetterPublisherFails {

		@MockitoBean
		DeadLetterPublisher publisher;

		@Test
		void sourceWouldWait() throws Exception {
			willThrow(new IllegalStateException("disk full")).given(this.publisher).publish(any());

			assertThat(DeliveryOutcomeTests.this.tester.deliver("orders", "order-created", BROKEN))
				.hasOutcome(Outcome.DEAD_LETTER_REFUSED)
				.exception()
				.hasMessage("disk full");
		}

	}

}
