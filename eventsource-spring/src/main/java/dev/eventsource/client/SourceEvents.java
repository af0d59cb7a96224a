package dev.eventsource.client;

import java.util.function.Consumer;

import dev.eventsource.EventSourceClosedEvent;
import dev.eventsource.EventSourceDeadLetterEvent;
import dev.eventsource.EventSourceErrorEvent;
import dev.eventsource.EventSourceGapEvent;
import dev.eventsource.EventSourceOpenedEvent;
import dev.eventsource.EventSourceSkippedEvent;
import dev.eventsource.FailedEvent;
import dev.eventsource.observation.SourceObservation;

/**
 * Publishes what happens to a source as application events: at once, not behind events
 * that wait.
 */
final class SourceEvents implements SourceObservation {

	private static final String DUPLICATE = "duplicate";

	private final String source;

	private final SerialLane lane;

	private final Consumer<Object> publisher;

	SourceEvents(String source, SerialLane lane, Consumer<Object> publisher) {
		this.source = source;
		this.lane = lane;
		this.publisher = publisher;
	}

	private void publish(Object event) {
		this.lane.add(() -> this.publisher.accept(event));
	}

	@Override
	public void opened(EventSourceOpenedEvent event) {
		publish(event);
	}

	@Override
	public void lost(EventSourceErrorEvent event, boolean rotation) {
		publish(event);
	}

	@Override
	public void closed(EventSourceClosedEvent event) {
		publish(event);
	}

	@Override
	public void gap(EventSourceGapEvent event) {
		publish(event);
	}

	@Override
	public void skipped(String reason, String lastEventId) {
		if (reason.equals(DUPLICATE)) {
			// as it should be
			return;
		}
		publish(new EventSourceSkippedEvent(this.source, reason, lastEventId));
	}

	@Override
	public void deadLettered(FailedEvent deadLetter) {
		publish(new EventSourceDeadLetterEvent(deadLetter));
	}

}
