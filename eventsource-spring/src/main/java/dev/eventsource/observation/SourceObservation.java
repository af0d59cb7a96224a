package dev.eventsource.observation;

import dev.eventsource.EventSource;
import dev.eventsource.connection.ConnectionObserver;
import dev.eventsource.delivery.DeliveryObserver;
import dev.eventsource.delivery.EventHandler;
import dev.eventsource.delivery.EventHandlers;

/**
 * Watches one source from its registration to its removal.
 */
public interface SourceObservation extends ConnectionObserver, DeliveryObserver {

	/**
	 * Watches nothing.
	 */
	SourceObservation NONE = new SourceObservation() {
	};

	/**
	 * Called once, before anything else.
	 * @param source the source
	 * @param handlers its handlers
	 */
	default void bind(EventSource source, EventHandlers handlers) {
	}

	/**
	 * A handler is about to be added.
	 * @param handler the handler
	 * @return what the source is to call: the handler, or what watches its calls
	 */
	default EventHandler watch(EventHandler handler) {
		return handler;
	}

	/**
	 * The source has gone.
	 */
	default void close() {
	}

	/**
	 * Tells another observation the same, after this one.
	 * @param next the other
	 * @return both in one
	 */
	default SourceObservation and(SourceObservation next) {
		if (this == NONE) {
			return next;
		}
		return (next == NONE) ? this : new ChainedSourceObservation(this, next);
	}

}
