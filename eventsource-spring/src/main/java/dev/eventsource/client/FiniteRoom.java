package dev.eventsource.client;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import dev.eventsource.MessageEvent;

/**
 * Counts what has come and was not taken yet. For any thread.
 */
final class FiniteRoom {

	private final AtomicInteger events = new AtomicInteger();

	private final AtomicLong bytes = new AtomicLong();

	private final int mostEvents;

	private final long mostBytes;

	private volatile boolean full;

	/**
	 * Creates room.
	 * @param mostEvents events that may wait; 0 for no limit
	 * @param mostBytes bytes that may wait; 0 for no limit
	 */
	FiniteRoom(int mostEvents, long mostBytes) {
		this.mostEvents = mostEvents;
		this.mostBytes = mostBytes;
	}

	void add(MessageEvent event) {
		this.events.incrementAndGet();
		this.bytes.addAndGet(event.dataBytes().length);
	}

	/**
	 * Takes an event out.
	 * @param event the event
	 * @return whether there is room now and was none
	 */
	boolean take(MessageEvent event) {
		this.events.decrementAndGet();
		this.bytes.addAndGet(-event.dataBytes().length);
		if (!this.full || !isThere()) {
			return false;
		}
		this.full = false;
		return true;
	}

	/**
	 * Returns whether more may come. If not, {@link #take} says when.
	 * @return whether there is room
	 */
	boolean isLeft() {
		if (isThere()) {
			return true;
		}
		this.full = true;
		// the last one may have been taken just before
		return isThere();
	}

	private boolean isThere() {
		return (this.mostEvents == 0 || this.events.get() < this.mostEvents)
				&& (this.mostBytes == 0 || this.bytes.get() < this.mostBytes);
	}

}
