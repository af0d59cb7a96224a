package dev.eventsource;

/**
 * Application event: events may be missing, because the position could not be used to go
 * on.
 *
 * @param source name of the source
 * @param reason {@code rejected-id}, {@code unsendable-id}, or {@code lost-history} when
 * the server says that it begins elsewhere than it was asked to
 * @param lastEventId the position that could not be used
 */
public record EventSourceGapEvent(String source, String reason, String lastEventId) {

	@Override
	public String toString() {
		return "EventSourceGapEvent[source=" + this.source + ", reason=" + this.reason + "]";
	}

}
