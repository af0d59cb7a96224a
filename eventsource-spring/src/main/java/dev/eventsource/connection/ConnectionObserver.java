package dev.eventsource.connection;

import java.time.Duration;

import dev.eventsource.EventSourceClosedEvent;
import dev.eventsource.EventSourceErrorEvent;
import dev.eventsource.EventSourceGapEvent;
import dev.eventsource.EventSourceOpenedEvent;
import dev.eventsource.EventSourceState;

/**
 * Is told what happens to a connection. One call at a time, on whatever thread it
 * happens; must not block. May call the connection.
 */
public interface ConnectionObserver {

	/**
	 * State or reason are new.
	 * @param state the state, as the connection shows it from now on
	 */
	default void stateChanged(EventSourceState state) {
	}

	/**
	 * A connection attempt is over.
	 * @param outcome {@code success}, or the failure's reason
	 */
	default void attempted(String outcome) {
	}

	/**
	 * The stream is open.
	 * @param event what to tell about it
	 */
	default void opened(EventSourceOpenedEvent event) {
	}

	/**
	 * An open stream is over, or an attempt has failed.
	 * @param event what to tell about it; without a next attempt if that was the last
	 * @param rotation whether nothing is wrong: the connection only had to be replaced,
	 * or the server has said that there is no more
	 */
	default void lost(EventSourceErrorEvent event, boolean rotation) {
	}

	/**
	 * The connection has ended and does not connect again on its own.
	 * @param event what to tell about it
	 */
	default void closed(EventSourceClosedEvent event) {
	}

	/**
	 * The position could not be used to go on.
	 * @param event what to tell about it
	 */
	default void gap(EventSourceGapEvent event) {
	}

	/**
	 * Bytes of the stream have come.
	 * @param bytes how many
	 */
	default void received(int bytes) {
	}

	/**
	 * An open connection has been let go.
	 * @param age how long it was open
	 */
	default void released(Duration age) {
	}

}
