package dev.eventsource;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * One event of a stream, as {@code MessageEvent} in the HTML Standard. Immutable, and
 * safe to hand to any thread.
 * <p>
 * The data is kept as the bytes that came and decoded by the first {@link #data()}, so an
 * event that is filtered by its type, or bound to JSON from {@link #dataBytes()}, never
 * pays for text.
 */
public final class MessageEvent {

	private final String source;

	private final String origin;

	private final String type;

	private final byte[] dataBytes;

	private final String lastEventId;

	/** Decoded on first use. Threads may race for it: each would write an equal text. */
	private @Nullable String data;

	private MessageEvent(String source, String origin, String type, byte[] dataBytes, String lastEventId) {
		if (type.isEmpty()) {
			throw new IllegalArgumentException("An event's type must not be empty; the default is 'message'");
		}
		this.source = Objects.requireNonNull(source, "source");
		this.origin = Objects.requireNonNull(origin, "origin");
		this.type = type;
		this.dataBytes = Objects.requireNonNull(dataBytes, "data");
		this.lastEventId = Objects.requireNonNull(lastEventId, "lastEventId");
	}

	/**
	 * Creates an event without source, origin and id, for tests of code that handles
	 * events.
	 * @param type the event type, not empty
	 * @param data the data
	 * @return the event
	 */
	public static MessageEvent of(String type, String data) {
		return of("", "", type, data.getBytes(StandardCharsets.UTF_8), "");
	}

	/**
	 * Creates an event.
	 * @param source the name of its event source
	 * @param origin the origin of the stream, such as {@code https://api.example.com}
	 * @param type the event type, not empty
	 * @param data the data as UTF-8; taken over, not copied
	 * @param lastEventId the last event ID as it stands after this event, or an empty
	 * string
	 * @return the event
	 */
	public static MessageEvent of(String source, String origin, String type, byte[] data, String lastEventId) {
		return new MessageEvent(source, origin, type, data, lastEventId);
	}

	/**
	 * Decodes UTF-8 exactly as the Encoding Standard does: each maximal part of a
	 * malformed sequence becomes one U+FFFD. A byte order mark is kept.
	 * @param bytes holds the text
	 * @param offset where the text begins
	 * @param length how many bytes it has
	 * @return the text
	 */
	public static String decode(byte[] bytes, int offset, int length) {
		return Utf8Decoder.decode(bytes, offset, length);
	}

	/**
	 * Returns the event type, by which the event was dispatched.
	 * @return the type, {@code message} if the server named none; never empty
	 */
	public String type() {
		return this.type;
	}

	/**
	 * Returns the data as text: the {@code data} lines, joined with line feeds.
	 * @return the data, possibly empty
	 */
	public String data() {
		String text = this.data;
		if (text == null) {
			text = decode(this.dataBytes, 0, this.dataBytes.length);
			this.data = text;
		}
		return text;
	}

	/**
	 * Returns the data as it was sent: the bytes of the {@code data} lines, joined with
	 * line feeds. Meant to be UTF-8, but not checked.
	 * @return the event's own array, not a copy: do not modify it
	 */
	public byte[] dataBytes() {
		return this.dataBytes;
	}

	/**
	 * Returns the last event ID as it stands after this event: its own, or that of an
	 * earlier event.
	 * @return the id, or an empty string if there is none
	 */
	public String lastEventId() {
		return this.lastEventId;
	}

	/**
	 * Returns the name of the event source that received this event.
	 * @return the name
	 */
	public String source() {
		return this.source;
	}

	/**
	 * Returns the origin of the stream's final URL, such as
	 * {@code https://api.example.com:8443}.
	 * @return the origin
	 */
	public String origin() {
		return this.origin;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		if (this == other) {
			return true;
		}
		return other instanceof MessageEvent event && this.type.equals(event.type)
				&& this.lastEventId.equals(event.lastEventId) && this.source.equals(event.source)
				&& this.origin.equals(event.origin) && Arrays.equals(this.dataBytes, event.dataBytes);
	}

	@Override
	public int hashCode() {
		return 31 * Objects.hash(this.source, this.origin, this.type, this.lastEventId)
				+ Arrays.hashCode(this.dataBytes);
	}

	/**
	 * Describes the event for a log: no payload, no id, no control characters.
	 */
	@Override
	public String toString() {
		return "MessageEvent[source=%s, type=%s, data=%d bytes]".formatted(this.source,
				this.type.replaceAll("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]", "?"), this.dataBytes.length);
	}

}
