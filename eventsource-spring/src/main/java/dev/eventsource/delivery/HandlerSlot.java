package dev.eventsource.delivery;

/**
 * A handler's place among the handlers of a source.
 */
final class HandlerSlot {

	private final EventHandler handler;

	private volatile boolean removed;

	HandlerSlot(EventHandler handler) {
		this.handler = handler;
	}

	EventHandler handler() {
		return this.handler;
	}

	boolean isRemoved() {
		return this.removed;
	}

	void remove() {
		this.removed = true;
	}

}
