package dev.eventsource.connection;

import dev.eventsource.parser.SkipReason;

/**
 * Passes events on until one of them marks the end of the stream. In turns.
 */
final class EndingReceiver implements EventReceiver {

	private final EventReceiver next;

	private final EndMark mark;

	private final Runnable whenEnded;

	private boolean ended;

	/**
	 * Creates a receiver.
	 * @param next takes the events
	 * @param mark what ends the stream
	 * @param whenEnded called once, behind the last event
	 */
	EndingReceiver(EventReceiver next, EndMark mark, Runnable whenEnded) {
		this.next = next;
		this.mark = mark;
		this.whenEnded = whenEnded;
	}

	@Override
	public void begin(String origin) {
		this.next.begin(origin);
	}

	@Override
	public void event(String type, String lastEventId, byte[] bytes, int offset, int length) {
		if (this.ended) {
			return;
		}
		boolean mark = this.mark.isMark(bytes, offset, length);
		if (!mark) {
			this.next.event(type, lastEventId, bytes, offset, length);
		}
		if (mark || this.mark.isLast(type)) {
			this.ended = true;
			this.whenEnded.run();
		}
	}

	@Override
	public void position(String lastEventId) {
		this.next.position(lastEventId);
	}

	@Override
	public void skipped(SkipReason reason, String lastEventId) {
		this.next.skipped(reason, lastEventId);
	}

	@Override
	public void flush() {
		this.next.flush();
	}

	@Override
	public boolean hasRoom() {
		return this.next.hasRoom();
	}

}
