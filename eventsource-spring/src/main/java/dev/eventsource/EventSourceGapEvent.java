package dev.eventsource;

/**
 * Application event: events may be missing, because the position could not be used to go
 * on.
 *
 * @param source name of the source
 * @param reason {@code rejected-id} or {@code unsendable-id}
 * @param lastEventId the position that was set aside
 */
public record EventSourceGapEvent(String source, String reason, String lastEventId) {

	@Override
	public String toString() {
		return "EventSourceGapEvent[source=" + this.source + ", reason=" + this.reason + "]";
	}

}
