package dev.eventsource.delivery;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

import dev.eventsource.FailedEvent;

/**
 * The last dead letters of a source, kept in memory for the endpoint. Safe for any
 * thread.
 */
public final class DeadLetters {

	/** How many are kept. */
	public static final int CAPACITY = 100;

	private final Deque<FailedEvent> letters = new ArrayDeque<>();

	/**
	 * Adds a dead letter, in place of the oldest one when there are too many.
	 * @param deadLetter the event and why it failed
	 */
	public synchronized void add(FailedEvent deadLetter) {
		if (this.letters.size() == CAPACITY) {
			this.letters.removeFirst();
		}
		this.letters.addLast(deadLetter);
	}

	/**
	 * Returns what is kept.
	 * @return a snapshot, the oldest first
	 */
	public synchronized List<FailedEvent> list() {
		return List.copyOf(this.letters);
	}

}
