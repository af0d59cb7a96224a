package dev.eventsource.client;

import dev.eventsource.connection.EventReceiver;
import dev.eventsource.delivery.Delivery;
import dev.eventsource.parser.SkipReason;

/**
 * Hands what the connection brings on to delivery.
 */
final class StreamInlet implements EventReceiver {

	private final Delivery delivery;

	StreamInlet(Delivery delivery) {
		this.delivery = delivery;
	}

	@Override
	public void begin(String origin) {
		this.delivery.begin(origin);
	}

	@Override
	public void event(String type, String lastEventId, byte[] bytes, int offset, int length) {
		this.delivery.event(type, lastEventId, bytes, offset, length);
	}

	@Override
	public void position(String lastEventId) {
		this.delivery.position(lastEventId);
	}

	@Override
	public void skipped(SkipReason reason, String lastEventId) {
		this.delivery.skipped(reason.reason(), lastEventId);
	}

	@Override
	public void flush() {
		this.delivery.flush();
	}

	@Override
	public boolean hasRoom() {
		return this.delivery.hasRoom();
	}

}
