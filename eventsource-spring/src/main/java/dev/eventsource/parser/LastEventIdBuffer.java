package dev.eventsource.parser;

import dev.eventsource.MessageEvent;

/**
 * The last event ID of the standard and the buffer that becomes it at a blank line.
 * <p>
 * Two ids take turns: the one that holds and the one that is to come. Each new id then
 * costs a single store of a reference, into an object that is young itself, which is what
 * matters here: to a garbage collector a long-lived parser that points to ever new texts
 * is dear.
 * <p>
 * An id that a block has is always another object than the one before, also if it is the
 * same text: so an event with an id of its own can be told from one that carries the last
 * one.
 */
final class LastEventIdBuffer {

	private final int limit;

	private Texts texts;

	private boolean oddHolds;

	/** Whether an id is to come, and whether it is another one. */
	private boolean set;

	private boolean changed;

	LastEventIdBuffer(String seed, int limit) {
		this.limit = limit;
		this.texts = new Texts(seed, "");
	}

	void set(byte[] bytes, int from, int to) {
		if (to - from > this.limit) {
			return;
		}
		String last = lastEventId();
		if (AsciiText.isSame(last, bytes, from, to)) {
			next(new String(last), false);
			return;
		}
		String text = MessageEvent.decode(bytes, from, to - from);
		if (AsciiText.isPlain(bytes, from, to)) {
			// a character for each byte: what is not the same as bytes is not as text
			next(text, true);
		}
		else if (text.indexOf('\0') < 0) {
			next(text, !text.equals(last));
		}
	}

	private void next(String text, boolean other) {
		this.set = true;
		this.changed = other;
		if (this.oddHolds) {
			this.texts.even = text;
		}
		else {
			this.texts.odd = text;
		}
	}

	int limit() {
		return this.limit;
	}

	/** Makes the buffer the last event ID, and tells whether that is another one now. */
	boolean commit() {
		boolean moved = this.changed;
		this.oddHolds ^= this.set;
		this.set = false;
		this.changed = false;
		return moved;
	}

	String lastEventId() {
		return this.oddHolds ? this.texts.odd : this.texts.even;
	}

	/** Many bytes are about to come. */
	void renew() {
		this.texts = new Texts(this.texts.even, this.texts.odd);
	}

	/** The two, in an object that is young while there are many new ones. */
	private static final class Texts {

		private String even;

		private String odd;

		private Texts(String even, String odd) {
			this.even = even;
			this.odd = odd;
		}

	}

}
