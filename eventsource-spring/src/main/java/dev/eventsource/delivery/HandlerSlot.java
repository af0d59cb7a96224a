package dev.eventsource.delivery;

import java.util.Comparator;

/**
 * A handler's place among the handlers of a source.
 */
final class HandlerSlot {

	/** By their orders, then as they came. */
	static final Comparator<HandlerSlot> CALLING_ORDER = Comparator
		.comparingInt((HandlerSlot slot) -> slot.handler.order())
		.thenComparingLong((slot) -> slot.number);

	private final EventHandler handler;

	private final long number;

	private final boolean batch;

	private volatile boolean removed;

	/**
	 * Creates a place.
	 * @param handler the handler
	 * @param number grows with each handler of the source
	 */
	HandlerSlot(EventHandler handler, long number) {
		this.handler = handler;
		this.number = number;
		this.batch = handler instanceof BatchHandler;
	}

	EventHandler handler() {
		return this.handler;
	}

	boolean takesBatches() {
		return this.batch;
	}

	boolean isRemoved() {
		return this.removed;
	}

	void remove() {
		this.removed = true;
	}

}
