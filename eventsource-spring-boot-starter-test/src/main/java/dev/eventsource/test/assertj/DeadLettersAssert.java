package dev.eventsource.test.assertj;

import java.util.List;

import dev.eventsource.FailedEvent;
import org.assertj.core.api.FactoryBasedNavigableListAssert;

/**
 * Assertions about dead letters.
 */
public final class DeadLettersAssert extends
		FactoryBasedNavigableListAssert<DeadLettersAssert, List<? extends FailedEvent>, FailedEvent, DeadLetterAssert> {

	DeadLettersAssert(List<? extends FailedEvent> actual) {
		super(actual, DeadLettersAssert.class, DeadLetterAssert::new);
	}

	/**
	 * Asserts that an event is among the dead letters, and goes on with it.
	 * @param lastEventId the event's id
	 * @return assertions about the first such event
	 */
	public DeadLetterAssert containsEvent(String lastEventId) {
		isNotNull();
		for (FailedEvent deadLetter : this.actual) {
			if (deadLetter.event().lastEventId().equals(lastEventId)) {
				return new DeadLetterAssert(deadLetter);
			}
		}
		throw failure("Expected a dead letter of event '%s', but there are %s", lastEventId, this.actual);
	}

}
