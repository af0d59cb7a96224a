package dev.eventsource.parser;

/**
 * Takes what a parser finds, in the order of the stream, on the thread that feeds the
 * parser. May call {@link EventStreamParser#close()}; then nothing follows. An exception
 * passes through {@code feed}, and the rest of that buffer is lost.
 */
public interface EventSink {

	/**
	 * Takes an event. Its data, the {@code data} lines joined with line feeds, is in an
	 * array that is used again: to be copied, not kept.
	 * @param type the event type, not empty; the same text is the same string as a rule
	 * @param lastEventId the last event ID as it stands after the event
	 * @param bytes holds the data
	 * @param offset where it begins
	 * @param length how many bytes it has
	 */
	void event(String type, String lastEventId, byte[] bytes, int offset, int length);

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
