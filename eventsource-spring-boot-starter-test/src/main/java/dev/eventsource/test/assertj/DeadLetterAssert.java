package dev.eventsource.test.assertj;

import dev.eventsource.FailedEvent;
import org.assertj.core.api.AbstractAssert;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.Assertions;

/**
 * Assertions about a dead letter.
 */
public final class DeadLetterAssert extends AbstractAssert<DeadLetterAssert, FailedEvent> {

	DeadLetterAssert(FailedEvent actual) {
		super(actual, DeadLetterAssert.class);
	}

	/**
	 * Asserts which event failed.
	 * @param lastEventId its id
	 * @return this
	 */
	public DeadLetterAssert hasLastEventId(String lastEventId) {
		isNotNull();
		Assertions.assertThat(this.actual.event().lastEventId()).as("id of %s", this.actual).isEqualTo(lastEventId);
		return this;
	}

	/**
	 * Asserts of which type the event is.
	 * @param type its type
	 * @return this
	 */
	public DeadLetterAssert hasType(String type) {
		isNotNull();
		Assertions.assertThat(this.actual.event().type()).as("type of %s", this.actual).isEqualTo(type);
		return this;
	}

	/**
	 * Asserts which listener failed.
	 * @param listener its id, such as {@code Orders.onOrder}
	 * @return this
	 */
	public DeadLetterAssert isFrom(String listener) {
		isNotNull();
		Assertions.assertThat(this.actual.listener()).as("listener of %s", this.actual).isEqualTo(listener);
		return this;
	}

	/**
	 * Asserts how often the listener was called.
	 * @param attempts number of calls, from 1
	 * @return this
	 */
	public DeadLetterAssert hasAttempts(int attempts) {
		isNotNull();
		Assertions.assertThat(this.actual.attempts()).as("attempts of %s", this.actual).isEqualTo(attempts);
		return this;
	}

	/**
	 * Goes on with what the listener threw.
	 * @return assertions about the exception
	 */
	public AbstractThrowableAssert<?, ? extends Throwable> cause() {
		isNotNull();
		return Assertions.assertThat(this.actual.cause()).as("cause of %s", this.actual);
	}

}
