package dev.eventsource.connection;

import java.time.Instant;

import dev.eventsource.EventSourceState.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened to a connection, or was asked of it.
 */
sealed interface Signal {

	/** Stands for: holds in every epoch. */
	int ANY = -1;

	/**
	 * Returns the epoch this belongs to.
	 * @return the epoch, or {@link #ANY}
	 */
	default int epoch() {
		return ANY;
	}

	/**
	 * Has a state move.
	 * @param state the state
	 * @param now the circumstances
	 * @return the move
	 */
	Step applyTo(ConnectionState state, Moment now);

	/** Begin behind this position. */
	record Start(String lastEventId) implements Signal {

		@Override
		public Step applyTo(ConnectionState state, Moment now) {
			return state.onStart(this, now);
		}

	}

	/**
	 * Be without a connection until a start, a stop or word of the contrary.
	 *
	 * @param kind what to show meanwhile
	 * @param reason why, in one word
	 * @param attempts attempts to get the position that failed
	 * @param next when the next one is due
	 * @param error what went wrong last
	 */
	record Hold(Kind kind, String reason, int attempts, @Nullable Instant next,
			@Nullable String error) implements Signal {

		@Override
		public Step applyTo(ConnectionState state, Moment now) {
			return state.onHold(this, now);
		}

	}

	/** End as expected. */
	record Stop(String reason) implements Signal {

		@Override
		public Step applyTo(ConnectionState state, Moment now) {
			return state.onStop(this.reason, now);
		}

	}

	/** End because something outside has failed. */
	record Fail(Failure failure) implements Signal {

		@Override
		public Step applyTo(ConnectionState state, Moment now) {
			return state.onFail(this.failure, now);
		}

	}

	/** Let go until further notice. */
	record Pause() implements Signal {

		@Override
		public Step applyTo(ConnectionState state, Moment now) {
			return state.onPause(now);
		}

	}

	/** Go on after a pause. */
	record Resume() implements Signal {

		@Override
		public Step applyTo(ConnectionState state, Moment now) {
			return state.onResume(now);
		}

	}

	/** Connect anew at once. */
	record Restart() implements Signal {

		@Override
		public Step applyTo(ConnectionState state, Moment now) {
			return state.onRestart(now);
		}

	}

	/** The timer of the epoch has run out: for the wait, or for the response head. */
	record TimeUp(int epoch) implements Signal {

		@Override
		public Step applyTo(ConnectionState state, Moment now) {
			return state.onTimeUp(now);
		}

	}

	/**
	 * The response head is there.
	 *
	 * @param resumed whether the request carried a position
	 */
	record Head(int epoch, int status, @Nullable String contentType, @Nullable String contentEncoding,
			@Nullable String location, @Nullable String retryAfter, boolean resumed) implements Signal {

		static Head of(int epoch, ResponseHead head, boolean resumed) {
			return new Head(epoch, head.status(), head.header("Content-Type"), head.header("Content-Encoding"),
					head.header("Location"), head.header("Retry-After"), resumed);
		}

		@Override
		public Step applyTo(ConnectionState state, Moment now) {
			return state.onHead(this, now);
		}

	}

	/**
	 * The exchange is over.
	 *
	 * @param delivered whether it brought an event
	 */
	record Lost(int epoch, Failure failure, boolean delivered) implements Signal {

		@Override
		public Step applyTo(ConnectionState state, Moment now) {
			return state.onLost(this, now);
		}

	}

	/** The stream has said all there is. */
	record Completed(int epoch) implements Signal {

		@Override
		public Step applyTo(ConnectionState state, Moment now) {
			return state.onStop("completed", now);
		}

	}

	/** The server has set the reconnection time. */
	record Retry(int epoch, long millis) implements Signal {

		@Override
		public Step applyTo(ConnectionState state, Moment now) {
			return state.onRetry(this.millis, now);
		}

	}

}
