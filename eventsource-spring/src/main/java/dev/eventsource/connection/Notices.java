package dev.eventsource.connection;

import java.net.URI;
import java.time.Duration;
import java.util.function.Consumer;

import dev.eventsource.EventSourceClosedEvent;
import dev.eventsource.EventSourceErrorEvent;
import dev.eventsource.EventSourceGapEvent;
import dev.eventsource.EventSourceOpenedEvent;
import dev.eventsource.EventSourceState;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Tells the observer, and bears what it throws.
 */
final class Notices {

	private static final Log log = LogFactory.getLog(Connection.class);

	private final String source;

	private final ConnectionObserver observer;

	Notices(String source, ConnectionObserver observer) {
		this.source = source;
		this.observer = observer;
	}

	void stateChanged(EventSourceState state) {
		if (log.isDebugEnabled()) {
			log.debug("Event source '" + this.source + "' is " + state.kind() + " (" + state.reason() + ")");
		}
		tell((observer) -> observer.stateChanged(state));
	}

	void asking(URI uri, String lastEventId) {
		if (log.isDebugEnabled()) {
			log.debug("Event source '" + this.source + "' asks " + Origin.of(uri) + uri.getRawPath()
					+ (lastEventId.isEmpty() ? "" : ", with the last event's id"));
		}
	}

	void exchangeLost(Throwable thrown) {
		if (log.isDebugEnabled()) {
			log.debug("Event source '" + this.source + "' lost its exchange: " + thrown.getClass());
		}
	}

	void attempted(String outcome) {
		tell((observer) -> observer.attempted(outcome));
	}

	void opened(Effect.TellOpened opened, Line line, Cursor cursor) {
		EventSourceOpenedEvent event = new EventSourceOpenedEvent(this.source, line.sentId(), opened.attempt(),
				opened.outage());
		tell((observer) -> observer.opened(event));
		if (line.isResumedElsewhere() && cursor.isNewlyLost(line.sentId())) {
			gap("lost-history", line.sentId());
		}
	}

	void lost(Effect.TellLost lost) {
		Failure failure = lost.failure();
		EventSourceErrorEvent event = new EventSourceErrorEvent(this.source, failure.reason(), failure.status(),
				failure.message(), lost.attempt(), lost.nextAttempt());
		tell((observer) -> observer.lost(event, lost.rotation()));
	}

	void closed(Effect.TellClosed closed) {
		EventSourceClosedEvent event = new EventSourceClosedEvent(this.source, closed.reason(), closed.failed());
		tell((observer) -> observer.closed(event));
	}

	void gap(String reason, String lastEventId) {
		EventSourceGapEvent event = new EventSourceGapEvent(this.source, reason, lastEventId);
		tell((observer) -> observer.gap(event));
	}

	void clamped(Effect.TellClamped clamped) {
		log.warn("Event source '" + this.source + "': the server asks for a wait of " + clamped.asked()
				+ " before the next attempt, and gets " + clamped.used() + ". See 'reconnect.max-server-delay'.");
	}

	void received(int bytes) {
		tell((observer) -> observer.received(bytes));
	}

	void released(Duration age) {
		tell((observer) -> observer.released(age));
	}

	private void tell(Consumer<ConnectionObserver> notice) {
		try {
			notice.accept(this.observer);
		}
		catch (RuntimeException ex) {
			log.error("Event source '" + this.source + "': a listener of its connection failed", ex);
		}
	}

}
