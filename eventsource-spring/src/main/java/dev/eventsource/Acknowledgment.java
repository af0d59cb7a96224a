package dev.eventsource;

/**
 * Handed to a listener method that says itself when its event is handled. Until then the
 * checkpoint does not pass the event.
 */
@FunctionalInterface
public interface Acknowledgment {

	/**
	 * Marks the event as handled. May be called on any thread and more than once; only
	 * the first call counts.
	 */
	void acknowledge();

}
