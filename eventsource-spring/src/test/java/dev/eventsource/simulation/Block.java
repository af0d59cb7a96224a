package dev.eventsource.simulation;

import org.jspecify.annotations.Nullable;

/**
 * What a server sends between two blank lines.
 *
 * @param number its place in the server's log
 * @param kind what the client must make of it
 * @param bytes as sent, the blank line included
 * @param complete how many of them the client needs to see that it is complete
 * @param id the id that it sets, or {@code null} if it leaves the id alone
 * @param type event type
 * @param data data of an event
 * @param retry reconnection time in milliseconds
 */
record Block(int number, Kind kind, byte[] bytes, int complete, @Nullable String id, String type, String data,
		long retry) {

	/** Returns whether it must reach a handler. */
	boolean isWanted() {
		return isEvent() && !this.type.equals("nobody");
	}

	boolean isEvent() {
		return this.kind == Kind.EVENT;
	}

	@Override
	public String toString() {
		return this.kind + " " + this.number + ((this.id != null) ? " id '" + this.id + "'" : "");
	}

	enum Kind {

		EVENT, SKIPPED, POSITION, RETRY, COMMENT

	}

}
