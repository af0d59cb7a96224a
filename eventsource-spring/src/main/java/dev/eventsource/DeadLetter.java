package dev.eventsource;

import java.time.Instant;

/**
 * A dead letter as it is kept.
 *
 * @param id names it in its store
 * @param event the event, with its data
 * @param listener id of the listener that failed; empty if it is not known which one did
 * @param attempts how often the listener was called
 * @param exception class of what it threw last
 * @param message text of that, shortened; possibly empty
 * @param at when it was stored
 */
public record DeadLetter(String id, MessageEvent event, String listener, int attempts, String exception, String message,
		Instant at) {

	@Override
	public String toString() {
		return "DeadLetter[id=" + this.id + ", event=" + this.event + ", listener=" + this.listener + ", attempts="
				+ this.attempts + ", exception=" + this.exception + "]";
	}

}
