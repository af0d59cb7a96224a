package dev.eventsource.delivery;

/**
 * Puts one transaction around an attempt to handle events.
 */
@FunctionalInterface
public interface AttemptScope {

	/**
	 * Does some work on the calling thread, so that all of it takes effect, or nothing.
	 * @param work what to do; nothing of it takes effect if it throws
	 * @throws Exception what the work threw, or why it could not take effect
	 */
	void run(Work work) throws Exception;

	/**
	 * Work within a transaction.
	 */
	@FunctionalInterface
	interface Work {

		/**
		 * Does it.
		 * @throws Exception if it is to have no effect
		 */
		void run() throws Exception;

	}

}
