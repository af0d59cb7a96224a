package dev.eventsource.connection;

import org.jspecify.annotations.Nullable;

/**
 * The position of a running connection: the id that was received last. Written in turns,
 * read by any thread.
 */
final class Cursor {

	private final boolean send;

	private volatile String received = "";

	private @Nullable String setAside;

	private @Nullable String complainedAbout;

	private @Nullable String lost;

	Cursor(boolean send) {
		this.send = send;
	}

	String received() {
		return this.received;
	}

	void moveTo(String lastEventId) {
		// most buffers bring events without a new id: spare the fence
		if (lastEventId != this.received) {
			this.received = lastEventId;
		}
	}

	void startFrom(String lastEventId) {
		this.setAside = null;
		this.complainedAbout = null;
		this.lost = null;
		this.received = lastEventId;
	}

	/**
	 * Does not send the present id again.
	 */
	void setAside() {
		this.setAside = this.received;
	}

	/**
	 * Returns what the next request asks to go on from.
	 * @return the id without blanks around it, empty for none
	 */
	String toSend() {
		String id = trimmed();
		boolean usable = this.send && HeaderRules.isValue(id) && !this.received.equals(this.setAside);
		return usable ? id : "";
	}

	/**
	 * Returns whether the id can not be sent, and this was not said of it before.
	 * @return whether to say so
	 */
	boolean isNewlyUnsendable() {
		boolean unsendable = this.send && !HeaderRules.isValue(trimmed());
		if (!unsendable || this.received.equals(this.complainedAbout)) {
			return false;
		}
		this.complainedAbout = this.received;
		return true;
	}

	/**
	 * Takes note that the server does not know what comes behind an id.
	 * @param id the id
	 * @return whether this is to be said: it was not of the same id before, and the id is
	 * not the word of the Mercure protocol for everything there is
	 */
	boolean isNewlyLost(String id) {
		boolean news = !id.equals(this.lost) && !id.equals("earliest");
		this.lost = id;
		return news;
	}

	private String trimmed() {
		int from = 0;
		int to = this.received.length();
		while (from < to && isBlank(this.received.charAt(from))) {
			from++;
		}
		while (from < to && isBlank(this.received.charAt(to - 1))) {
			to--;
		}
		return this.received.substring(from, to);
	}

	private static boolean isBlank(char character) {
		return character == ' ' || character == '\t';
	}

}
