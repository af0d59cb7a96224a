package dev.eventsource;

import org.jspecify.annotations.Nullable;

/**
 * The source has given up: its stream was refused, or is none.
 */
public class ConnectionFailedException extends EventSourceException {

	private final String reason;

	private final int status;

	/**
	 * Creates an exception.
	 * @param source name of the source
	 * @param message what happened and what to change
	 * @param reason the cause in one word, such as {@code status-401}
	 * @param status the HTTP status, or 0 if there was no answer
	 * @param cause the network's exception, if there was one
	 */
	public ConnectionFailedException(String source, String message, String reason, int status,
			@Nullable Throwable cause) {
		super(source, message, cause);
		this.reason = reason;
		this.status = status;
	}

	/**
	 * Returns the cause in one word.
	 * @return such as {@code status-401} or {@code content-type}
	 */
	public String reason() {
		return this.reason;
	}

	/**
	 * Returns the HTTP status.
	 * @return the status, or 0 if there was no answer
	 */
	public int status() {
		return this.status;
	}

}
