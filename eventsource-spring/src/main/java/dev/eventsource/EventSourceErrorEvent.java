package dev.eventsource;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Application event: the connection has ended, or an attempt has failed. Also what
 * {@link EventSource#onError} tells.
 *
 * @param source name of the source
 * @param reason the cause in one word, such as {@code reset}, {@code eof} or
 * {@code status-503}
 * @param status the HTTP status, or 0 if there was no answer
 * @param message what happened, free of secrets
 * @param attempt attempts in a row that have failed; 0 when an open stream has ended
 * @param nextAttempt when it connects again, or {@code null} if it does not
 */
public record EventSourceErrorEvent(String source, String reason, int status, String message, int attempt,
		@Nullable Instant nextAttempt) {

	/**
	 * Returns whether the source connects again on its own.
	 * @return {@code false} if it has given up
	 */
	public boolean willReconnect() {
		return this.nextAttempt != null;
	}

}
