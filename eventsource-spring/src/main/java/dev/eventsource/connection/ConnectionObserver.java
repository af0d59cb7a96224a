package dev.eventsource.connection;

import java.time.Duration;

import dev.eventsource.EventSourceClosedEvent;
import dev.eventsource.EventSourceErrorEvent;
import dev.eventsource.EventSourceGapEvent;
import dev.eventsource.EventSourceOpenedEvent;
import dev.eventsource.EventSourceState;

/** Stub until the connection lands. */
public interface ConnectionObserver {

	default void stateChanged(EventSourceState state) {
	}

	default void attempted(String outcome) {
	}

	default void opened(EventSourceOpenedEvent event) {
	}

	default void lost(EventSourceErrorEvent event, boolean rotation) {
	}

	default void closed(EventSourceClosedEvent event) {
	}

	default void gap(EventSourceGapEvent event) {
	}

	default void received(int bytes) {
	}

	default void released(Duration age) {
	}

}
