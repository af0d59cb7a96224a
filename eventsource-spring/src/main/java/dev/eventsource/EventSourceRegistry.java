package dev.eventsource;

import java.util.Set;

/**
 * All sources of an application by name: those that configuration names, and those
 * registered at run time.
 */
public interface EventSourceRegistry {

	/**
	 * Returns a source.
	 * @param name its name
	 * @return the source
	 * @throws UnknownEventSourceException if there is none of that name
	 */
	EventSource get(String name);

	/**
	 * Returns the names of all sources.
	 * @return a snapshot, in the order of registration
	 */
	Set<String> names();

	/**
	 * Adds a source and starts it. Its settings are laid on {@code eventsource.defaults}.
	 * It gets health and meters, but is no bean.
	 * @param name lower-case letters, digits and inner dashes, at most 64 characters
	 * @param spec its settings
	 * @return the source
	 * @throws InvalidSpecException if the name or the place of its position is taken, or
	 * if a setting is wrong
	 */
	EventSource register(String name, EventSourceSpec spec);

	/**
	 * Closes a source, as {@link EventSource#close()} does, and forgets it; its
	 * checkpoint stays.
	 * @param name its name
	 * @return whether there was one of that name
	 */
	boolean remove(String name);

}
