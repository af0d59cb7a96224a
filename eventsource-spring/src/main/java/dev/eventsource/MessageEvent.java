package dev.eventsource;

import java.nio.charset.StandardCharsets;

/**
 * An event of the stream.
 */
public final class MessageEvent {

	private final String source;

	private final String origin;

	private final String type;

	private final byte[] data;

	private final String lastEventId;

	public MessageEvent(String source, String origin, String type, byte[] data, String lastEventId) {
		this.source = source;
		this.origin = origin;
		this.type = type;
		this.data = data;
		this.lastEventId = lastEventId;
	}

	public static MessageEvent of(String type, String data) {
		return new MessageEvent("test", "http://localhost", type, data.getBytes(StandardCharsets.UTF_8), "");
	}

	public String source() {
		return this.source;
	}

	public String origin() {
		return this.origin;
	}

	public String type() {
		return this.type;
	}

	public String data() {
		return new String(this.data, StandardCharsets.UTF_8);
	}

	public byte[] dataBytes() {
		return this.data;
	}

	public String lastEventId() {
		return this.lastEventId;
	}

}
