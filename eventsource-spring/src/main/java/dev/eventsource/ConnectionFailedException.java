package dev.eventsource;

import org.jspecify.annotations.Nullable;

/**
 * The source has given up: its stream was refused, or is none.
 */
public class ConnectionFailedException extends EventSourceException {

	private final String reason;

	private final int status;

	private final String body;

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
		this.body = "";
	}

	private ConnectionFailedException(ConnectionFailedException failure, String body) {
		super(failure.source(), String.valueOf(failure.getMessage()), failure.getCause());
		this.reason = failure.reason;
		this.status = failure.status;
		this.body = body;
	}

	/**
	 * Returns the same failure with what the server said about it.
	 * @param body the beginning of the answer's body; not part of the message
	 * @return a copy
	 */
	public ConnectionFailedException withBody(String body) {
		return new ConnectionFailedException(this, body);
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

	/**
	 * Returns what the server said about it, such as a problem in JSON. For finite
	 * streams only. It is the server's: do not log it unseen.
	 * @return at most 8 KB of the answer's body; empty if there was none
	 */
	public String body() {
		return this.body;
	}

}
