package dev.eventsource.test.assertj;

import java.util.Objects;

import dev.eventsource.test.autoconfigure.DeliveryResult;
import dev.eventsource.test.autoconfigure.DeliveryResult.Outcome;
import org.assertj.core.api.AbstractAssert;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.Assertions;

/**
 * Assertions about a delivery.
 */
public final class DeliveryResultAssert extends AbstractAssert<DeliveryResultAssert, DeliveryResult> {

	DeliveryResultAssert(DeliveryResult actual) {
		super(actual, DeliveryResultAssert.class);
	}

	/**
	 * Asserts that a listener handled the event, and none failed for good.
	 * @return this
	 */
	public DeliveryResultAssert isHandled() {
		return hasOutcome(Outcome.HANDLED);
	}

	/**
	 * Asserts that listeners handled the event, and which.
	 * @param listeners their ids in order, such as {@code Orders.onOrder}
	 * @return this
	 */
	public DeliveryResultAssert isHandledBy(String... listeners) {
		isHandled();
		Assertions.assertThat(this.actual.listeners())
			.as("listeners that handled the event")
			.containsExactly(listeners);
		return this;
	}

	/**
	 * Asserts that listeners take the type but had nothing to do.
	 * @return this
	 */
	public DeliveryResultAssert isIgnored() {
		return hasOutcome(Outcome.IGNORED);
	}

	/**
	 * Asserts that no listener takes the type.
	 * @return this
	 */
	public DeliveryResultAssert hasNoListener() {
		return hasOutcome(Outcome.NO_LISTENER);
	}

	/**
	 * Asserts that the event was set aside, and goes on with the dead letter.
	 * @return assertions about the dead letter
	 */
	public DeadLetterAssert isDeadLettered() {
		hasOutcome(Outcome.DEAD_LETTERED);
		return new DeadLetterAssert(Objects.requireNonNull(this.actual.deadLetter()));
	}

	/**
	 * Asserts what became of the event.
	 * @param outcome the outcome
	 * @return this
	 */
	public DeliveryResultAssert hasOutcome(Outcome outcome) {
		isNotNull();
		if (this.actual.outcome() != outcome) {
			throw failure("Expected %s to be %s, but it is %s", this.actual.event(), outcome, this.actual);
		}
		return this;
	}

	/**
	 * Asserts how often the listener was called.
	 * @param attempts number of calls
	 * @return this
	 */
	public DeliveryResultAssert hasAttempts(int attempts) {
		isNotNull();
		Assertions.assertThat(this.actual.attempts()).as("attempts of: %s", this.actual).isEqualTo(attempts);
		return this;
	}

	/**
	 * Goes on with what was thrown last.
	 * @return assertions about the exception
	 */
	public AbstractThrowableAssert<?, ? extends Throwable> exception() {
		isNotNull();
		return Assertions.assertThat(this.actual.exception()).as("exception of: %s", this.actual);
	}

}
