package dev.eventsource.delivery;

import java.util.Objects;

import dev.eventsource.MessageEvent;
import dev.eventsource.PayloadConverter;
import org.jspecify.annotations.Nullable;

/**
 * What an expression sees of an event. Public for the sake of compiled expressions only.
 */
public final class EventView {

	private final MessageEvent event;

	private final @Nullable PayloadConverter converter;

	EventView(MessageEvent event, @Nullable PayloadConverter converter) {
		this.event = event;
		this.converter = converter;
	}

	/**
	 * Returns the event.
	 * @return the event
	 */
	public MessageEvent event() {
		return this.event;
	}

	/**
	 * Returns the payload: maps, lists and values, where it is JSON.
	 * @return the payload
	 * @throws Exception if it can not be converted
	 */
	public @Nullable Object payload() throws Exception {
		return Objects.requireNonNull(this.converter).convert(this.event, Object.class);
	}

}
