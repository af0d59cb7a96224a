package dev.eventsource;

/**
 * The state of the connection as the standard names it; see "The EventSource interface"
 * in the HTML Standard.
 */
public enum ReadyState {

	/**
	 * Not connected yet, or connecting again on its own.
	 */
	CONNECTING(0),

	/**
	 * Connected and dispatching events.
	 */
	OPEN(1),

	/**
	 * Closed, and not connecting again on its own.
	 */
	CLOSED(2);

	private final int code;

	ReadyState(int code) {
		this.code = code;
	}

	/**
	 * Returns the number the standard gives this state.
	 * @return 0, 1 or 2
	 */
	public int code() {
		return this.code;
	}

}
