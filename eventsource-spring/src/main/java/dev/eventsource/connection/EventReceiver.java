package dev.eventsource.connection;

import dev.eventsource.parser.SkipReason;

/**
 * Takes what the stream brings, in its order. Called on event loops, one call at a time;
 * must not block.
 */
public interface EventReceiver {

	/**
	 * A stream begins, and with it the events of an origin.
	 * @param origin the origin of the final URL
	 */
	void begin(String origin);

	/**
	 * An event has come. Its data is to be copied, for the array is used again.
	 * @param type the event type
	 * @param lastEventId the id now in force
	 * @param bytes holds the data
	 * @param offset where it begins
	 * @param length how many bytes it has
	 */
	void event(String type, String lastEventId, byte[] bytes, int offset, int length);

	/**
	 * A block without data has moved the position.
	 * @param lastEventId the id now in force
	 */
	void position(String lastEventId);

	/**
	 * An event was passed over.
	 * @param reason why
	 * @param lastEventId the id in force behind it
	 */
	void skipped(SkipReason reason, String lastEventId);

	/**
	 * A network buffer is done: what it brought may be handed on.
	 */
	void flush();

	/**
	 * Returns whether more may be asked for. When it has said no, the receiver calls
	 * {@code Connection.roomAvailable()} later.
	 * @return whether there is room
	 */
	boolean hasRoom();

}
