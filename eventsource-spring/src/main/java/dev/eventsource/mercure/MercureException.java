package dev.eventsource.mercure;

import dev.eventsource.EventSourceException;
import org.jspecify.annotations.Nullable;

/**
 * A hub could not be found, or did not do what it was asked to.
 */
public class MercureException extends EventSourceException {

	private final int status;

	/**
	 * Creates an exception.
	 * @param source name of the source
	 * @param message what happened and what to change, free of secrets
	 * @param status the HTTP status, or 0 if there was no answer
	 * @param cause the cause, if another exception is
	 */
	public MercureException(String source, String message, int status, @Nullable Throwable cause) {
		super(source, "Mercure hub of '" + source + "': " + message, cause);
		this.status = status;
	}

	/**
	 * Returns the HTTP status.
	 * @return the status, or 0 if there was no answer
	 */
	public int status() {
		return this.status;
	}

}
