package dev.eventsource;

/**
 * A listener's place at an event source.
 */
@FunctionalInterface
public interface Registration {

	/**
	 * Takes the listener away. No call of it begins afterwards; one that is running ends
	 * by itself. Has no effect when it was removed before.
	 */
	void remove();

}
