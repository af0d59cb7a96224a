package dev.eventsource.client;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

import dev.eventsource.EventSource;
import dev.eventsource.EventSourceClosedEvent;
import dev.eventsource.EventSourceErrorEvent;
import dev.eventsource.EventSourceGapEvent;
import dev.eventsource.EventSourceOpenedEvent;
import dev.eventsource.EventSourceState;
import dev.eventsource.FailedEvent;
import dev.eventsource.MessageEvent;
import dev.eventsource.delivery.EventHandler;
import dev.eventsource.delivery.EventHandlers;
import dev.eventsource.observation.SourceObservation;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Tells several observers, and lets none of them disturb the source or each other.
 */
final class SourceObservers implements SourceObservation {

	private static final Log logger = LogFactory.getLog(SourceObservers.class);

	private final List<SourceObservation> all = new CopyOnWriteArrayList<>();

	private final SourceObservation meters;

	/**
	 * Creates the fan-out.
	 * @param meters the one that is also told of every event and buffer
	 */
	SourceObservers(SourceObservation meters) {
		this.meters = meters;
		this.all.add(meters);
	}

	void add(SourceObservation observer) {
		this.all.add(observer);
	}

	@Override
	public void bind(EventSource source, EventHandlers handlers) {
		this.meters.bind(source, handlers);
	}

	@Override
	public EventHandler watch(EventHandler handler) {
		return this.meters.watch(handler);
	}

	@Override
	public void close() {
		this.meters.close();
	}

	private void tell(Consumer<SourceObservation> news) {
		for (SourceObservation observer : this.all) {
			try {
				news.accept(observer);
			}
			catch (RuntimeException ex) {
				logger.error("An observer failed", ex);
			}
		}
	}

	@Override
	public void stateChanged(EventSourceState state) {
		tell((observer) -> observer.stateChanged(state));
	}

	@Override
	public void attempted(String outcome) {
		tell((observer) -> observer.attempted(outcome));
	}

	@Override
	public void opened(EventSourceOpenedEvent event) {
		tell((observer) -> observer.opened(event));
	}

	@Override
	public void lost(EventSourceErrorEvent event, boolean rotation) {
		tell((observer) -> observer.lost(event, rotation));
	}

	@Override
	public void closed(EventSourceClosedEvent event) {
		tell((observer) -> observer.closed(event));
	}

	@Override
	public void gap(EventSourceGapEvent event) {
		tell((observer) -> observer.gap(event));
	}

	@Override
	public void released(Duration age) {
		tell((observer) -> observer.released(age));
	}

	@Override
	public void received(int bytes) {
		this.meters.received(bytes);
	}

	@Override
	public void received(String type, int events) {
		this.meters.received(type, events);
	}

	@Override
	public void called(EventHandler handler, MessageEvent event, String outcome, long nanos) {
		this.meters.called(handler, event, outcome, nanos);
	}

	@Override
	public void rowBegins() {
		this.meters.rowBegins();
	}

	@Override
	public void rowEnds() {
		this.meters.rowEnds();
	}

	@Override
	public void retrying(EventHandler handler, MessageEvent event, Throwable cause, int attempt) {
		tell((observer) -> observer.retrying(handler, event, cause, attempt));
	}

	@Override
	public void deadLettered(FailedEvent deadLetter) {
		tell((observer) -> observer.deadLettered(deadLetter));
	}

	@Override
	public void skipped(String reason, String lastEventId) {
		tell((observer) -> observer.skipped(reason, lastEventId));
	}

	@Override
	public void unhandled(String type) {
		tell((observer) -> observer.unhandled(type));
	}

	@Override
	public void stopRequired(FailedEvent failed) {
		tell((observer) -> observer.stopRequired(failed));
	}

	@Override
	public void deadLetterRefused(FailedEvent deadLetter, Throwable cause) {
		tell((observer) -> observer.deadLetterRefused(deadLetter, cause));
	}

	@Override
	public void committed(String lastEventId) {
		tell((observer) -> observer.committed(lastEventId));
	}

	@Override
	public void commitFailed(Throwable cause) {
		tell((observer) -> observer.commitFailed(cause));
	}

}
