package dev.eventsource.connection;

/**
 * Makes HTTP exchanges: the seam to the network.
 */
public interface Transport {

	/**
	 * Sends a request. Returns at once; everything that follows is told to the listener.
	 * @param request the request
	 * @param listener told of head, body and end, one call at a time
	 * @return demand and cancellation
	 */
	Exchange open(StreamRequest request, ExchangeListener listener);

	/**
	 * One request with its answer. Begins without demand: the head comes unasked, the
	 * body does not.
	 */
	interface Exchange {

		/**
		 * Asks for more buffers of the body.
		 * @param buffers how many more, one or more
		 */
		void request(int buffers);

		/**
		 * Ends the exchange and releases its connection. Idempotent, allowed in every
		 * state; the listener may still be told what was under way.
		 */
		void cancel();

	}

}
