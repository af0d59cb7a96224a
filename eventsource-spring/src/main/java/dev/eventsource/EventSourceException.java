package dev.eventsource;

import org.jspecify.annotations.Nullable;

/**
 * Root of what this library throws. Messages name the source and what to change, and hold
 * no secrets.
 */
public class EventSourceException extends RuntimeException {

	private final String source;

	/**
	 * Creates an exception.
	 * @param source name of the source
	 * @param message what happened and what to change
	 * @param cause the cause, if another exception is
	 */
	public EventSourceException(String source, String message, @Nullable Throwable cause) {
		super(message, cause);
		this.source = source;
	}

	/**
	 * Returns the source this is about.
	 * @return its name
	 */
	public String source() {
		return this.source;
	}

}
