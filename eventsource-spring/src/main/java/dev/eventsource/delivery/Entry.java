package dev.eventsource.delivery;

import dev.eventsource.MessageEvent;

/**
 * What waits in the mailbox, in the order of the stream.
 */
sealed interface Entry {

	/** Bytes an entry costs beside what it carries. */
	int OVERHEAD = 64;

	/**
	 * Returns the bytes this holds, roughly.
	 * @return more than 0
	 */
	int size();

	/**
	 * Returns the bytes that an event takes, roughly.
	 * @param event the event
	 * @return more than 0
	 */
	static int size(MessageEvent event) {
		return OVERHEAD + event.dataBytes().length + event.lastEventId().length();
	}

	/**
	 * An event for the handlers.
	 *
	 * @param event the event
	 */
	record Event(MessageEvent event) implements Entry {

		@Override
		public int size() {
			return Entry.size(this.event);
		}

	}

	/**
	 * A block without data: moves the position.
	 *
	 * @param lastEventId the id now in force
	 */
	record Position(String lastEventId) implements Entry {

		@Override
		public int size() {
			return OVERHEAD + this.lastEventId.length();
		}

	}

	/**
	 * An event that the parser passed over: counted, and moves the position.
	 *
	 * @param reason why
	 * @param lastEventId the id in force behind it
	 */
	record Skipped(String reason, String lastEventId) implements Entry {

		@Override
		public int size() {
			return OVERHEAD + this.lastEventId.length();
		}

	}

	/**
	 * Something to tell the application between two events.
	 *
	 * @param notification tells it
	 */
	record Signal(Runnable notification) implements Entry {

		@Override
		public int size() {
			return OVERHEAD;
		}

	}

}
