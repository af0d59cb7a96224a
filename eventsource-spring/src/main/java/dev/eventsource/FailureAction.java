package dev.eventsource;

/**
 * What becomes of an event after the last attempt to handle it.
 */
public enum FailureAction {

	/**
	 * Set it aside as a dead letter and go on.
	 */
	DEAD_LETTER,

	/**
	 * Go on without it.
	 */
	SKIP,

	/**
	 * Stop the source; its position stays in front of the event.
	 */
	STOP

}
