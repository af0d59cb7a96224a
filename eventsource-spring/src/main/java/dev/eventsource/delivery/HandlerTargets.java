package dev.eventsource.delivery;

import java.util.Set;
import java.util.function.Consumer;

/**
 * The sources that handlers can be added to, by name.
 */
public interface HandlerTargets {

	/**
	 * Returns the names of all sources, those that are disabled included.
	 * @return a snapshot
	 */
	Set<String> sources();

	/**
	 * Returns the handlers of a source.
	 * @param source its name
	 * @return its handlers
	 * @throws dev.eventsource.UnknownEventSourceException if there is none of that name
	 */
	EventHandlers handlers(String source);

	/**
	 * Adds a listener for sources that are registered from now on.
	 * @param listener told the name of each, on the thread that registers it, before the
	 * source starts
	 */
	void onRegistered(Consumer<String> listener);

}
