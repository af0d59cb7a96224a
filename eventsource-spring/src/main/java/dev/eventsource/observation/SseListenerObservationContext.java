package dev.eventsource.observation;

import java.util.Objects;

import dev.eventsource.MessageEvent;
import io.micrometer.observation.transport.ReceiverContext;

/**
 * What is known of a listener's call that is observed.
 */
public final class SseListenerObservationContext extends ReceiverContext<MessageEvent> {

	private final String source;

	private final String listener;

	private final String type;

	private volatile String outcome = "unknown";

	/**
	 * Creates the context of a call.
	 * @param source name of the source
	 * @param listener id of the listener
	 * @param type the event's type if a listener names it, else {@code other}
	 * @param event the event, or the first one of a batch
	 * @param extractor finds the trace of the event
	 */
	SseListenerObservationContext(String source, String listener, String type, MessageEvent event,
			EventTraceExtractor extractor) {
		super(extractor::extract);
		this.source = source;
		this.listener = listener;
		this.type = type;
		setCarrier(event);
		setRemoteServiceName(source);
	}

	/**
	 * Returns the name of the source.
	 * @return the name
	 */
	public String source() {
		return this.source;
	}

	/**
	 * Returns the id of the listener.
	 * @return the id
	 */
	public String listener() {
		return this.listener;
	}

	/**
	 * Returns the type of the event, of which there are only so many.
	 * @return the type if a listener names it, else {@code other}
	 */
	public String type() {
		return this.type;
	}

	/**
	 * Returns the event.
	 * @return the event, or the first one of a batch
	 */
	public MessageEvent event() {
		return Objects.requireNonNull(getCarrier());
	}

	/**
	 * Returns how the call went.
	 * @return {@code success}, {@code failure}, {@code empty}, {@code canceled} if a stop
	 * ended it, or {@code unknown} while it runs
	 */
	public String outcome() {
		return this.outcome;
	}

	void outcome(String outcome) {
		this.outcome = outcome;
	}

}
