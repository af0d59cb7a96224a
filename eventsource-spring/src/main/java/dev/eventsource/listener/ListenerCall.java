package dev.eventsource.listener;

import dev.eventsource.Acknowledgment;
import dev.eventsource.MessageEvent;
import dev.eventsource.payload.PayloadReader;
import org.jspecify.annotations.Nullable;

/**
 * One event on its way into a listener method: what {@code condition} sees. Used by one
 * thread. Public for the sake of compiled expressions only.
 */
public final class ListenerCall {

	private final MessageEvent event;

	private final Acknowledgment acknowledgment;

	private final PayloadReader reader;

	private @Nullable Object payload;

	private boolean converted;

	ListenerCall(MessageEvent event, Acknowledgment acknowledgment, PayloadReader reader) {
		this.event = event;
		this.acknowledgment = acknowledgment;
		this.reader = reader;
	}

	/**
	 * Returns the event.
	 * @return the event
	 */
	public MessageEvent event() {
		return this.event;
	}

	/**
	 * Returns the payload, which the first call converts.
	 * @return the payload; {@code null} if the data stands for nothing
	 * @throws dev.eventsource.PayloadConversionException if the data does not fit
	 */
	public @Nullable Object payload() {
		if (!this.converted) {
			this.payload = this.reader.read(this.event);
			this.converted = true;
		}
		return this.payload;
	}

	/**
	 * Returns whether the payload was asked for and stands for nothing.
	 */
	boolean isWithoutPayload() {
		return this.converted && this.payload == null;
	}

	Acknowledgment acknowledgment() {
		return this.acknowledgment;
	}

}
