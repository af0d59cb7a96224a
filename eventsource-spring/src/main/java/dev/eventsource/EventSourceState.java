package dev.eventsource;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Where an event source stands, and why: a finer view than {@link ReadyState}.
 *
 * @param kind the state
 * @param reason the cause of the last change in one word, such as {@code refused},
 * {@code status-503} or {@code stopped}
 * @param since when the source came into this state
 * @param attempts connection attempts in a row that failed; 0 while open
 * @param nextAttempt when the next attempt is due, or {@code null} if none is planned
 * @param lastError what went wrong last, free of secrets, or {@code null} if nothing did
 * since the last start
 */
public record EventSourceState(Kind kind, String reason, Instant since, int attempts, @Nullable Instant nextAttempt,
		@Nullable String lastError) {

	/**
	 * Returns the standard's view of this state.
	 * @return the ready state
	 */
	public ReadyState readyState() {
		return this.kind.readyState();
	}

	/**
	 * The states a source can be in.
	 */
	public enum Kind {

		/**
		 * A request is under way, redirects included.
		 */
		CONNECTING(0, ReadyState.CONNECTING),

		/**
		 * The stream is being read.
		 */
		OPEN(1, ReadyState.OPEN),

		/**
		 * The expected end: stopped, disabled, ended by the server, never started.
		 */
		CLOSED(2, ReadyState.CLOSED),

		/**
		 * A timer runs until the next attempt.
		 */
		WAITING(3, ReadyState.CONNECTING),

		/**
		 * Paused by hand; the connection is released, waiting events are kept.
		 */
		PAUSED(4, ReadyState.CONNECTING),

		/**
		 * Another instance owns the stream; this one takes over when that one goes.
		 */
		STANDBY(5, ReadyState.CONNECTING),

		/**
		 * Given up; needs a person or {@link EventSource#start()}.
		 */
		FAILED(6, ReadyState.CLOSED);

		private final int code;

		private final ReadyState readyState;

		Kind(int code, ReadyState readyState) {
			this.code = code;
			this.readyState = readyState;
		}

		/**
		 * Returns the value of the gauge {@code eventsource.connection.state}.
		 * @return the ready state's code, or a number above it for the finer states
		 */
		public int code() {
			return this.code;
		}

		/**
		 * Returns the standard's view of this state.
		 * @return the ready state
		 */
		public ReadyState readyState() {
			return this.readyState;
		}

	}

}
