package dev.eventsource.delivery;

import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

import dev.eventsource.DeadLetterPublisher;
import dev.eventsource.DeadLetterStore;
import dev.eventsource.FailedEvent;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Sees that a dead letter is kept before the source goes on: by the application's
 * publisher, else in memory.
 */
final class DeadLetterOffice {

	private static final Log logger = LogFactory.getLog(DeadLetterOffice.class);

	private final DeadLetters kept;

	private final DeliverySeams seams;

	private final DeliveryObserver observer;

	/** Whether the publisher refused the last time; for any thread. */
	private volatile boolean refused;

	DeadLetterOffice(DeliverySeams seams, DeliveryObserver observer) {
		this.seams = seams;
		this.observer = observer;
		this.kept = new DeadLetters(seams.timer());
	}

	/**
	 * Returns where dead letters are that can be delivered again.
	 * @return {@code null} if the publisher does not say what it has
	 */
	@Nullable DeadLetterStore store() {
		DeadLetterPublisher publisher = this.seams.deadLetterPublisher();
		if (publisher == null) {
			return this.kept;
		}
		return (publisher instanceof DeadLetterStore store) ? store : null;
	}

	/**
	 * Keeps a dead letter.
	 * @param deadLetter the event and why it failed
	 * @param wake called when it is kept
	 * @return over when it is kept
	 */
	Await accept(FailedEvent deadLetter, Runnable wake) {
		log(deadLetter);
		DeadLetterPublisher publisher = this.seams.deadLetterPublisher();
		if (publisher == null) {
			this.kept.publish(deadLetter);
			Await done = new Await(wake);
			accepted(deadLetter, done);
			return done;
		}
		Publication publication = new Publication(publisher, deadLetter, wake);
		publication.begin();
		return publication;
	}

	static void log(FailedEvent deadLetter) {
		logger.error("Listener '" + deadLetter.listener() + "' of event source '" + deadLetter.event().source()
				+ "' could not handle an event in " + deadLetter.attempts() + " calls; it becomes a dead letter",
				FailureTrace.of(deadLetter.cause()));
		logger.trace("What it threw, as it stands", deadLetter.cause());
	}

	/**
	 * Gives a dead letter to the publisher in the transaction of the calling thread.
	 * @param deadLetter the event and why it failed
	 * @throws Exception if the publisher did not take it
	 */
	void publishWithin(FailedEvent deadLetter) throws Exception {
		DeadLetterPublisher publisher = this.seams.deadLetterPublisher();
		if (publisher != null) {
			publisher.publish(deadLetter);
		}
	}

	/**
	 * The transaction has been committed.
	 * @param deadLetter what was published in it
	 */
	void publishedWithin(FailedEvent deadLetter) {
		if (this.seams.deadLetterPublisher() == null) {
			this.kept.publish(deadLetter);
		}
		this.refused = false;
		this.observer.deadLettered(deadLetter);
	}

	/**
	 * The publisher did not take a dead letter within a transaction; it is asked again.
	 * @param deadLetter the event and why it failed
	 * @param cause what the publisher threw
	 */
	void refusedWithin(FailedEvent deadLetter, Throwable cause) {
		boolean first = !this.refused;
		this.refused = true;
		this.observer.deadLetterRefused(deadLetter, cause);
		if (first) {
			logRefusal(deadLetter, cause);
		}
	}

	private static void logRefusal(FailedEvent deadLetter, Throwable cause) {
		logger.error(
				"Event source '" + deadLetter.event().source()
						+ "' waits: its dead-letter publisher did not take an event. It is tried until it does",
				FailureTrace.of(cause));
	}

	private void accepted(FailedEvent deadLetter, Await await) {
		this.refused = false;
		this.observer.deadLettered(deadLetter);
		await.complete(null);
	}

	List<FailedEvent> kept() {
		return this.kept.list();
	}

	boolean isRefused() {
		return this.refused;
	}

	/**
	 * One dead letter on its way to the publisher, tried until it is taken.
	 */
	private final class Publication extends Await {

		private final DeadLetterPublisher publisher;

		private final FailedEvent deadLetter;

		/** Guarded by this, as are the two below. */
		private boolean canceled;

		private int failures;

		private @Nullable Await pause;

		private Publication(DeadLetterPublisher publisher, FailedEvent deadLetter, Runnable wake) {
			super(wake);
			this.publisher = publisher;
			this.deadLetter = deadLetter;
		}

		private void begin() {
			Executor executor = DeadLetterOffice.this.seams.blockingExecutor();
			try {
				executor.execute(this::publish);
			}
			catch (RejectedExecutionException ex) {
				tryLater(ex);
			}
		}

		private void publish() {
			try {
				this.publisher.publish(this.deadLetter);
			}
			catch (Throwable ex) {
				tryLater(ex);
				return;
			}
			accepted(this.deadLetter, this);
		}

		private void tryLater(Throwable cause) {
			DeadLetterOffice.this.refused = true;
			DeadLetterOffice.this.observer.deadLetterRefused(this.deadLetter, cause);
			if (isFirstFailure()) {
				logRefusal(this.deadLetter, cause);
			}
			pause();
		}

		private synchronized boolean isFirstFailure() {
			this.failures++;
			return this.failures == 1;
		}

		private void pause() {
			synchronized (this) {
				if (!this.canceled) {
					this.pause = Await.delay(DeadLetterOffice.this.seams.timer(), Backoff.ofStore(this.failures),
							this::afterPause);
					return;
				}
			}
			complete(new CancellationException("The source stopped"));
		}

		private void afterPause() {
			synchronized (this) {
				this.pause = null;
				if (!this.canceled) {
					begin();
					return;
				}
			}
			complete(new CancellationException("The source stopped"));
		}

		/** Waits for a call of the publisher that is under way, but for no other. */
		@Override
		void cancel() {
			Await pausing;
			synchronized (this) {
				this.canceled = true;
				pausing = this.pause;
			}
			if (pausing != null) {
				pausing.cancel();
			}
		}

	}

}
