package dev.eventsource.delivery;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.eventsource.MessageEvent;

/**
 * An event that waits for its subscriber to take it. Completes when the subscriber has
 * handled it; until it is taken it can be withdrawn.
 */
final class Offer extends CompletableFuture<Void> {

	private final MessageEvent event;

	private final AtomicBoolean settled = new AtomicBoolean();

	Offer(MessageEvent event) {
		this.event = event;
	}

	MessageEvent event() {
		return this.event;
	}

	/**
	 * Takes the event.
	 * @return whether it was there to be taken
	 */
	boolean take() {
		return this.settled.compareAndSet(false, true);
	}

	/**
	 * Takes the event back unhandled, unless the subscriber has it.
	 */
	void withdraw() {
		if (this.settled.compareAndSet(false, true)) {
			giveBack();
		}
	}

	/**
	 * Ends the offer unhandled.
	 */
	void giveBack() {
		completeExceptionally(new CancellationException("The event was not handled"));
	}

}
