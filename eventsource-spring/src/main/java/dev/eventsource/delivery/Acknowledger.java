package dev.eventsource.delivery;

import java.util.ArrayDeque;
import java.util.Deque;

import org.jspecify.annotations.Nullable;

/**
 * Finds the end of the contiguous handled prefix: progress goes by the order of entries,
 * never by comparing ids. Owned by the dispatcher.
 */
final class Acknowledger {

	private final Committer committer;

	/** Entries that passed the handlers and wait for an acknowledgement at the head. */
	private final Deque<Passed> waiting = new ArrayDeque<>();

	private volatile int unacknowledged;

	Acknowledger(Committer committer) {
		this.committer = committer;
	}

	/**
	 * An entry has passed all its handlers, after all entries before it.
	 * @param lastEventId the id in force behind it
	 * @param acks what it still waits for, or {@code null}
	 * @param now the time
	 */
	void passed(String lastEventId, @Nullable PendingAcks acks, long now) {
		if (this.waiting.isEmpty() && (acks == null || acks.areComplete())) {
			this.committer.moved(lastEventId, now);
			return;
		}
		this.waiting.addLast(new Passed(lastEventId, acks));
		this.unacknowledged = this.waiting.size();
	}

	/**
	 * Takes in the acknowledgements that have come.
	 * @param now the time
	 */
	void settle(long now) {
		Passed head = this.waiting.peekFirst();
		if (head == null) {
			return;
		}
		while (head != null && head.isComplete()) {
			this.waiting.removeFirst();
			this.committer.moved(head.lastEventId(), now);
			head = this.waiting.peekFirst();
		}
		this.unacknowledged = this.waiting.size();
	}

	void clear() {
		this.waiting.clear();
		this.unacknowledged = 0;
	}

	/**
	 * Returns how many entries wait for an acknowledgement, their own or one before.
	 * @return the count, from any thread
	 */
	int unacknowledged() {
		return this.unacknowledged;
	}

	private record Passed(String lastEventId, @Nullable PendingAcks acks) {

		boolean isComplete() {
			return this.acks == null || this.acks.areComplete();
		}

	}

}
