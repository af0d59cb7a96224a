package dev.eventsource.delivery;

/**
 * A count that one thread at a time raises and every thread may read.
 */
final class Tally {

	private volatile long value;

	void add() {
		this.value = this.value + 1;
	}

	long get() {
		return this.value;
	}

}
