package dev.eventsource.connection;

import java.util.List;
import java.util.concurrent.Executor;

import dev.eventsource.EventSourceRequestCustomizer;

/**
 * Who adds to each request of a source, and where that may block.
 *
 * @param customizers asked in this order
 * @param executor runs them
 */
public record FreshCredentials(List<EventSourceRequestCustomizer> customizers, Executor executor) {

	/** Nobody. */
	public static final FreshCredentials NONE = new FreshCredentials(List.of(), Runnable::run);

	/**
	 * Creates credentials.
	 */
	public FreshCredentials {
		customizers = List.copyOf(customizers);
	}

	boolean isEmpty() {
		return this.customizers.isEmpty();
	}

}
