package dev.eventsource;

/**
 * There are no credentials for a request now. The only exception of an
 * {@link EventSourceRequestCustomizer} whose message is shown, in logs, health and
 * application events.
 */
public class CredentialsUnavailableException extends RuntimeException {

	/**
	 * Creates an exception.
	 * @param message what happened, free of secrets
	 * @param cause why; not shown
	 */
	public CredentialsUnavailableException(String message, Throwable cause) {
		super(message, cause);
	}

	/**
	 * Creates an exception.
	 * @param message what happened, free of secrets
	 */
	public CredentialsUnavailableException(String message) {
		super(message);
	}

}
