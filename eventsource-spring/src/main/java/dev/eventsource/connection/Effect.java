package dev.eventsource.connection;

import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Something a move wants done.
 */
sealed interface Effect {

	/**
	 * Has it done.
	 * @param executor does it
	 */
	void applyTo(Executor executor);

	/** Begin behind a stored position. */
	record GoOnFrom(String lastEventId) implements Effect {

		@Override
		public void applyTo(Executor executor) {
			executor.goOnFrom(this.lastEventId);
		}

	}

	/** Send the request of an attempt. */
	record Connect(Hop hop) implements Effect {

		@Override
		public void applyTo(Executor executor) {
			executor.connect(this.hop);
		}

	}

	/** Read the body of the answer. */
	record Read(Hop hop) implements Effect {

		@Override
		public void applyTo(Executor executor) {
			executor.read(this.hop);
		}

	}

	/** Wake the connection later. */
	record WakeAfter(Duration delay) implements Effect {

		@Override
		public void applyTo(Executor executor) {
			executor.wakeAfter(this.delay);
		}

	}

	/** Do not send the position again: the server refuses it. */
	record SetIdAside() implements Effect {

		@Override
		public void applyTo(Executor executor) {
			executor.setIdAside();
		}

	}

	/** Do not use the credentials again: the server refuses them. */
	record RenewCredentials() implements Effect {

		@Override
		public void applyTo(Executor executor) {
			executor.renewCredentials();
		}

	}

	/** Say that the server asked for a longer wait than it gets. */
	record TellClamped(Duration asked, Duration used) implements Effect {

		@Override
		public void applyTo(Executor executor) {
			executor.notices().clamped(this);
		}

	}

	/** Tell how an attempt went. */
	record TellAttempt(String outcome) implements Effect {

		@Override
		public void applyTo(Executor executor) {
			executor.notices().attempted(this.outcome);
		}

	}

	/** Tell that the stream is open. */
	record TellOpened(int attempt, Duration outage) implements Effect {

		@Override
		public void applyTo(Executor executor) {
			executor.tellOpened(this);
		}

	}

	/** Tell that stream or attempt is over. */
	record TellLost(Failure failure, int attempt, @Nullable Instant nextAttempt, boolean rotation) implements Effect {

		@Override
		public void applyTo(Executor executor) {
			executor.notices().lost(this);
		}

	}

	/** Tell that the connection has ended for good. */
	record TellClosed(String reason, boolean failed) implements Effect {

		@Override
		public void applyTo(Executor executor) {
			executor.notices().closed(this);
		}

	}

	/**
	 * Does what moves want done.
	 */
	interface Executor {

		void goOnFrom(String lastEventId);

		void connect(Hop hop);

		void read(Hop hop);

		void wakeAfter(Duration delay);

		void setIdAside();

		void renewCredentials();

		void tellOpened(TellOpened opened);

		Notices notices();

	}

}
