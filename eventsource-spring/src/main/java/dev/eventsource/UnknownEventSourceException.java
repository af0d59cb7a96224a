package dev.eventsource;

import java.util.Set;

/**
 * There is no source of the name that was asked for.
 */
public class UnknownEventSourceException extends EventSourceException {

	private final Set<String> known;

	/**
	 * Creates an exception.
	 * @param source the name asked for
	 * @param known the names there are
	 */
	public UnknownEventSourceException(String source, Set<String> known) {
		super(source, "There is no event source '" + source + "'. Known: " + (known.isEmpty() ? "none" : known), null);
		this.known = Set.copyOf(known);
	}

	/**
	 * Returns the names that would have been found.
	 * @return the names
	 */
	public Set<String> known() {
		return this.known;
	}

}
