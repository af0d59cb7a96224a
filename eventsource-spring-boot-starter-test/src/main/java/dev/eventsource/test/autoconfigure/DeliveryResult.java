package dev.eventsource.test.autoconfigure;

import java.util.List;

import dev.eventsource.FailedEvent;
import dev.eventsource.MessageEvent;
import org.jspecify.annotations.Nullable;

/**
 * What became of an event that a {@link SseListenerTester} delivered.
 *
 * @param event the event
 * @param outcome what became of it
 * @param listeners ids of the listeners that handled it, in order, such as
 * {@code Orders.onOrder}
 * @param attempts how often the listener was called, retries included; the highest number
 * if there were several listeners
 * @param exception what a listener, or the dead-letter publisher, threw last;
 * {@code null} if nothing was thrown
 * @param deadLetter what was set aside, or {@code null} if nothing was
 */
public record DeliveryResult(MessageEvent event, Outcome outcome, List<String> listeners, int attempts,
		@Nullable Throwable exception, @Nullable FailedEvent deadLetter) {

	/**
	 * Returns everything but the payload.
	 */
	@Override
	public String toString() {
		return this.outcome + ", handled by " + this.listeners + ", attempts " + this.attempts + ", exception "
				+ this.exception;
	}

	/**
	 * What can become of an event.
	 */
	public enum Outcome {

		/**
		 * At least one listener handled it, and none failed for good.
		 */
		HANDLED,

		/**
		 * Listeners take the type, but none had anything to do: no condition matched, or
		 * the payload was empty.
		 */
		IGNORED,

		/**
		 * No listener of the source takes the type.
		 */
		NO_LISTENER,

		/**
		 * A listener returned and never acknowledged.
		 */
		UNACKNOWLEDGED,

		/**
		 * A listener failed for good; the event was set aside, and the source went on.
		 */
		DEAD_LETTERED,

		/**
		 * A listener failed for good; the source went on without the event.
		 */
		SKIPPED,

		/**
		 * A listener failed for good; the source would stop in front of the event.
		 */
		STOPPED,

		/**
		 * A listener kept failing in a way that is retried without end; the tester gave
		 * up.
		 */
		RETRIED_WITHOUT_END,

		/**
		 * The dead-letter publisher failed; the source would wait until it does not.
		 */
		DEAD_LETTER_REFUSED

	}

}
