package dev.eventsource;

import org.jspecify.annotations.Nullable;

/**
 * Thrown by a listener that takes batches, to say which event could not be handled. Those
 * before it count as handled; it is tried again alone, by the rules for a single event;
 * those behind it come again in a batch.
 */
public final class BatchListenerFailedException extends RuntimeException {

	private final int index;

	/**
	 * Creates an exception.
	 * @param index place of the event in the list that the listener was given, from 0
	 * @param cause why it failed: what kind of failure it is decides about another
	 * attempt; {@code null} if there is none
	 */
	public BatchListenerFailedException(int index, @Nullable Throwable cause) {
		super("The event at index " + index + " of the batch could not be handled", cause);
		if (index < 0) {
			throw new IllegalArgumentException("The index of an event must not be negative, but is " + index);
		}
		this.index = index;
	}

	/**
	 * Returns the place of the event.
	 * @return its index in the batch, from 0
	 */
	public int index() {
		return this.index;
	}

}
