package dev.eventsource.connection;

/**
 * When a stream has said all.
 */
enum Ending {

	/** Never: what ends is to be connected again. */
	NEVER,

	/** When its body ends. */
	AT_END,

	/** When the event that marks the end has come. */
	AT_MARK

}
