package dev.eventsource.parser;

import dev.eventsource.MessageEvent;
import org.jspecify.annotations.Nullable;

/**
 * The event type buffer of the standard, limited. Streams have few types, so the texts of
 * some are kept, and the buffer is the slot of one of them.
 */
final class EventTypeBuffer {

	private static final String DEFAULT_TYPE = "message";

	private static final int SLOTS = 16;

	private static final int NO_SLOT = -1;

	private @Nullable String @Nullable [] texts;

	private int slot = NO_SLOT;

	private boolean tooLong;

	/** The last one of a block holds, so a short one makes up for a long one. */
	void set(byte[] bytes, int from, int to) {
		this.tooLong = to - from > ParserLimits.TYPE_SIZE;
		this.slot = (this.tooLong || from == to) ? NO_SLOT : slot(bytes, from, to);
	}

	private int slot(byte[] bytes, int from, int to) {
		@Nullable String[] known = texts();
		int candidate = ((to - from) * 31 + bytes[from] * 7 + bytes[to - 1]) & (SLOTS - 1);
		String text = known[candidate];
		if (text == null || !AsciiText.isSame(text, bytes, from, to)) {
			known[candidate] = MessageEvent.decode(bytes, from, to - from);
		}
		return candidate;
	}

	private @Nullable String[] texts() {
		if (this.texts == null) {
			this.texts = new String[SLOTS];
		}
		return this.texts;
	}

	void drop() {
		this.slot = NO_SLOT;
		this.tooLong = true;
	}

	boolean isTooLong() {
		return this.tooLong;
	}

	/** An empty type is the default one. */
	String type() {
		String type = (this.slot == NO_SLOT) ? DEFAULT_TYPE : texts()[this.slot];
		return (type == null) ? DEFAULT_TYPE : type;
	}

	void clear() {
		this.slot = NO_SLOT;
		this.tooLong = false;
	}

}
