package dev.eventsource.delivery;

import java.util.concurrent.atomic.LongAdder;

/**
 * The counts of one source, each with one writer.
 *
 * @param received raised by the producer; the others by the dispatcher
 * @param handled events that every handler is done with
 * @param skipped events passed over
 * @param deadLettered events set aside
 * @param duplicates events passed over because they were handled before
 * @param abandoned events that a stop took from the handlers
 * @param failedCalls calls that failed; raised by any lane
 */
record Tallies(Tally received, Tally handled, Tally skipped, Tally deadLettered, Tally duplicates, Tally abandoned,
		LongAdder failedCalls) {

	Tallies() {
		this(new Tally(), new Tally(), new Tally(), new Tally(), new Tally(), new Tally(), new LongAdder());
	}

	DeliveryCounts counts(long dropped) {
		return new DeliveryCounts(this.received.get(), this.handled.get(), this.skipped.get(), this.deadLettered.get(),
				this.duplicates.get(), this.abandoned.get() + dropped, this.failedCalls.sum());
	}

}
