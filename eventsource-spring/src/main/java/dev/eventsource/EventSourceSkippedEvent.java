package dev.eventsource;

/**
 * Application event: an event of the stream was passed over by a stated rule.
 *
 * @param source name of the source
 * @param reason the rule in one word, such as {@code too-large}
 * @param lastEventId the id in force behind the event
 */
public record EventSourceSkippedEvent(String source, String reason, String lastEventId) {

	@Override
	public String toString() {
		return "EventSourceSkippedEvent[source=" + this.source + ", reason=" + this.reason + "]";
	}

}
