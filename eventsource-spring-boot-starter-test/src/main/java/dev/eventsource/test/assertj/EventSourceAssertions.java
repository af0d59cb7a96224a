package dev.eventsource.test.assertj;

import java.util.List;

import dev.eventsource.EventSource;
import dev.eventsource.FailedEvent;
import dev.eventsource.test.autoconfigure.DeliveryResult;

/**
 * Entry points for assertions. May be imported beside AssertJ's own.
 */
public final class EventSourceAssertions {

	private EventSourceAssertions() {
	}

	/**
	 * Begins assertions about a source.
	 * @param actual the source
	 * @return the assertions
	 */
	public static EventSourceAssert assertThat(EventSource actual) {
		return new EventSourceAssert(actual);
	}

	/**
	 * Begins assertions about dead letters.
	 * @param actual dead letters, the oldest first
	 * @return the assertions
	 */
	public static DeadLettersAssert assertThat(List<FailedEvent> actual) {
		return new DeadLettersAssert(actual);
	}

	/**
	 * Begins assertions about a dead letter.
	 * @param actual an event and why it failed
	 * @return the assertions
	 */
	public static DeadLetterAssert assertThat(FailedEvent actual) {
		return new DeadLetterAssert(actual);
	}

	/**
	 * Begins assertions about a delivery.
	 * @param actual what became of an event
	 * @return the assertions
	 */
	public static DeliveryResultAssert assertThat(DeliveryResult actual) {
		return new DeliveryResultAssert(actual);
	}

}
