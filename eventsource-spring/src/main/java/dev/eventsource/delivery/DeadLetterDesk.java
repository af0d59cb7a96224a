package dev.eventsource.delivery;

import java.util.List;
import java.util.concurrent.CompletableFuture;

import dev.eventsource.DeadLetter;
import dev.eventsource.DeadLetterStore;
import dev.eventsource.FailedEvent;

/**
 * Where the dead letters of a source are looked at, and delivered again. For any thread.
 */
public final class DeadLetterDesk {

	private final DeliveryParts parts;

	private final Redeliveries redeliveries;

	DeadLetterDesk(DeliveryParts parts, Redeliveries redeliveries) {
		this.parts = parts;
		this.redeliveries = redeliveries;
	}

	/**
	 * Returns the dead letters kept in memory: those that no publisher took.
	 * @return a snapshot, the oldest first
	 */
	public List<FailedEvent> inMemory() {
		return this.parts.deadLetters().kept();
	}

	/**
	 * Returns whether the source waits for a dead letter to be kept.
	 * @return whether the publisher refused it
	 */
	public boolean isRefused() {
		return this.parts.deadLetters().isRefused();
	}

	/**
	 * Returns the dead letters that are kept where they can be delivered again: by a
	 * {@link DeadLetterStore}, or in memory without a publisher. May block.
	 * @param most at most so many
	 * @return the oldest first
	 */
	public List<DeadLetter> list(int most) {
		DeadLetterStore store = this.parts.deadLetters().store();
		return (store != null) ? store.list(this.parts.settings().source(), most) : List.of();
	}

	/**
	 * Delivers a dead letter again, once, to the listener that failed and no other, while
	 * no other event is handled. It is removed when it has been handled, and stays when
	 * it fails again. Does not move the position.
	 * @param id its id
	 * @return completes when it has been handled and removed; fails with what the
	 * listener threw, or if there is no such dead letter or listener, or the source does
	 * not run
	 */
	public CompletableFuture<Void> redeliver(String id) {
		return this.redeliveries.ask(id);
	}

}
