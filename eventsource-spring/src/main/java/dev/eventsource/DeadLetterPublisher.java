package dev.eventsource;

/**
 * Keeps events that could not be handled.
 */
@FunctionalInterface
public interface DeadLetterPublisher {

	/**
	 * Stores a dead letter durably before it returns. When it throws, the source waits
	 * and tries again: an event is never passed over because its dead letter could not be
	 * kept.
	 * @param deadLetter the event and why it failed
	 * @throws Exception if it could not be stored
	 */
	void publish(FailedEvent deadLetter) throws Exception;

}
