package dev.eventsource.parser;

import dev.eventsource.MessageEvent;

/**
 * The last event ID of the standard and the buffer that becomes it at a blank line.
 * <p>
 * Two ids take turns: the one that holds and the one that is to come. Each new id then
 * costs a single store of a reference, which is what matters here: to a garbage collector
 * a long-lived parser that points to ever new texts is dear.
 */
final class LastEventIdBuffer {

	private final int limit;

	private String even;

	private String odd = "";

	private boolean oddHolds;

	private boolean changed;

	LastEventIdBuffer(String seed, int limit) {
		this.limit = limit;
		this.even = seed;
	}

	void set(byte[] bytes, int from, int to) {
		if (to - from > this.limit) {
			return;
		}
		if (AsciiText.isSame(lastEventId(), bytes, from, to)) {
			this.changed = false;
			return;
		}
		String text = MessageEvent.decode(bytes, from, to - from);
		if (text.indexOf('\0') < 0) {
			next(text);
		}
	}

	private void next(String text) {
		this.changed = !text.equals(lastEventId());
		if (this.oddHolds) {
			this.even = text;
		}
		else {
			this.odd = text;
		}
	}

	int limit() {
		return this.limit;
	}

	/** Makes the buffer the last event ID, and tells whether that is another one now. */
	boolean commit() {
		boolean moved = this.changed;
		this.oddHolds ^= moved;
		this.changed = false;
		return moved;
	}

	String lastEventId() {
		return this.oddHolds ? this.odd : this.even;
	}

}
