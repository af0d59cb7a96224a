package dev.eventsource.test;

/**
 * What becomes of a connection when its script is through.
 */
enum Ending {

	/** Open for what the test sends. */
	STAY_OPEN,

	/** Open and silent. */
	STALL,

	/** The body ends as its framing says, then the connection does. */
	END,

	/** The connection ends wherever the body is. */
	DROP,

	/** The connection is reset. */
	RESET;

	boolean leavesOpen() {
		return this == STAY_OPEN || this == STALL;
	}

}
