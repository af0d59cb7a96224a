package dev.eventsource.test;

/**
 * Where a request and its answer stand.
 */
enum ExchangeState {

	/** No byte of an answer yet. */
	RECEIVED,

	/** The head is written. */
	ANSWERING,

	/** The server has ended it. */
	ENDED,

	/** The peer went before the server ended it. */
	PEER_GONE;

	boolean over() {
		return this == ENDED || this == PEER_GONE;
	}

}
