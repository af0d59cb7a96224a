package dev.eventsource.parser;

import dev.eventsource.MessageEvent;

/**
 * Takes what a parser finds, in the order of the stream, on the thread that feeds the
 * parser. May call {@link EventStreamParser#close()}; then nothing follows. An exception
 * passes through {@code feed}, and the rest of that buffer is lost.
 */
public interface EventSink {

	/**
	 * Takes an event.
	 * @param event the event, with the last event ID as it stands after it
	 */
	void event(MessageEvent event);

	/**
	 * Takes a last event ID that changed without an event: a block of lines had an
	 * {@code id}, but no {@code data}. Holds from here on, behind all events before it.
	 * @param lastEventId the new id; empty if the server took the id back
	 */
	void position(String lastEventId);

	/**
	 * Takes a reconnection time. Comes as soon as its line is complete, whatever becomes
	 * of the block around it.
	 * @param millis zero or more, as sent; {@link Long#MAX_VALUE} if it was beyond
	 */
	void retry(long millis);

	/**
	 * Takes the place of an event that was over a limit.
	 * @param reason which limit
	 * @param lastEventId the last event ID as it stands after the event
	 */
	void skipped(SkipReason reason, String lastEventId);

}
