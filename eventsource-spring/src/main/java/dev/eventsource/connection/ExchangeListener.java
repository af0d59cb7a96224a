package dev.eventsource.connection;

import java.nio.ByteBuffer;

/**
 * Told what comes of an exchange. Exactly one of {@link #onEnd()} and
 * {@link #onError(Throwable)} ends it, unless it is cancelled first.
 */
public interface ExchangeListener {

	/**
	 * The connection is established, TLS included, and the request goes out. Optional:
	 * what follows says it too.
	 */
	default void onConnected() {
	}

	/**
	 * The response head has come.
	 * @param head status and headers
	 */
	void onHead(ResponseHead head);

	/**
	 * A piece of the body has come.
	 * @param buffer its bytes, valid during the call only
	 */
	void onBody(ByteBuffer buffer);

	/**
	 * The body has ended in order.
	 */
	void onEnd();

	/**
	 * The exchange has failed.
	 * @param failure why
	 */
	void onError(Throwable failure);

}
