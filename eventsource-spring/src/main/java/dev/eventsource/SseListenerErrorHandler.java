package dev.eventsource;

/**
 * Decides, in place of {@code delivery.on-failure}, what becomes of an event that a
 * listener could not handle.
 */
@FunctionalInterface
public interface SseListenerErrorHandler {

	/**
	 * Called after the last attempt, on the thread that ran the listener. What this
	 * throws counts as {@link FailureAction#DEAD_LETTER}.
	 * @param failed the event and what became of it
	 * @return what to do with it
	 */
	FailureAction onFailure(FailedEvent failed);

}
