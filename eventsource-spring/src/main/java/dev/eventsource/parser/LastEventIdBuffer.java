package dev.eventsource.parser;

/**
 * The last event ID buffer of the standard, limited, and the last event ID that it
 * becomes at a blank line.
 */
final class LastEventIdBuffer {

	private final TextCache texts = new TextCache(1);

	private final int limit;

	private String buffer;

	private String lastEventId;

	LastEventIdBuffer(String seed, int limit) {
		this.limit = limit;
		this.buffer = seed;
		this.lastEventId = seed;
	}

	void set(byte[] bytes, int from, int to) {
		if (to - from > this.limit) {
			return;
		}
		String text = this.texts.text(bytes, from, to);
		if (text.indexOf('\0') < 0) {
			this.buffer = text;
		}
	}

	int limit() {
		return this.limit;
	}

	/** Makes the buffer the last event ID, and tells whether that is another one now. */
	boolean commit() {
		boolean changed = !this.buffer.equals(this.lastEventId);
		this.lastEventId = this.buffer;
		return changed;
	}

	String lastEventId() {
		return this.lastEventId;
	}

}
