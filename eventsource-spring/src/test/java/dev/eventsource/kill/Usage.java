package dev.eventsource.kill;

/**
 * What a source uses a database for.
 */
enum Usage {

	/** For its position alone. */
	POSITION,

	/** Its listener writes, too, by itself. */
	WRITES,

	/** Its listener writes, too, in a transaction of its own. */
	WRITES_IN_TRANSACTIONS,

	/** Its listener writes in one transaction with the position. */
	TRANSACTIONAL

}
