package dev.eventsource.parser;

/**
 * The event type buffer of the standard, limited. Streams have few types, so their texts
 * are kept.
 */
final class EventTypeBuffer {

	private static final String DEFAULT_TYPE = "message";

	private final TextCache texts = new TextCache(16);

	private String type = DEFAULT_TYPE;

	private boolean tooLong;

	/** The last one of a block holds, so a short one makes up for a long one. */
	void set(byte[] bytes, int from, int to) {
		if (to - from > ParserLimits.TYPE_SIZE) {
			drop();
			return;
		}
		this.type = (from == to) ? DEFAULT_TYPE : this.texts.text(bytes, from, to);
		this.tooLong = false;
	}

	void drop() {
		this.tooLong = true;
	}

	boolean isTooLong() {
		return this.tooLong;
	}

	String take() {
		String taken = this.type;
		this.type = DEFAULT_TYPE;
		this.tooLong = false;
		return taken;
	}

}
