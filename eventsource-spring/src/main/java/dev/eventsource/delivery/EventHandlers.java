package dev.eventsource.delivery;

import java.util.List;

import dev.eventsource.Registration;

/**
 * The handlers of one source.
 */
public interface EventHandlers {

	/**
	 * Adds a handler. The first one opens the connection of a source that was started
	 * without any.
	 * @param handler the handler
	 * @return removes it; what it is doing is not interrupted
	 */
	Registration add(EventHandler handler);

	/**
	 * Returns the handlers in the order in which they are called.
	 * @return a snapshot
	 */
	List<EventHandler> handlers();

}
