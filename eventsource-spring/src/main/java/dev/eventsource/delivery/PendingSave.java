package dev.eventsource.delivery;

import java.time.Instant;

/**
 * A position on its way to the store.
 */
final class PendingSave {

	final String lastEventId;

	final Instant begun;

	final Await answer;

	/**
	 * Entries of this run up to the position, 0 if it is one of an earlier run; owned by
	 * the dispatcher.
	 */
	long covers;

	PendingSave(String lastEventId, long covers, Instant begun, Await answer) {
		this.lastEventId = lastEventId;
		this.covers = covers;
		this.begun = begun;
		this.answer = answer;
	}

}
