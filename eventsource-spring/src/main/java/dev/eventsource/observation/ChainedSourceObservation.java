package dev.eventsource.observation;

import java.time.Duration;

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

/**
 * Two observations of one source, told in order.
 *
 * @param first told first
 * @param next told then
 */
record ChainedSourceObservation(SourceObservation first, SourceObservation next) implements SourceObservation {

	@Override
	public void bind(EventSource source, EventHandlers handlers) {
		this.first.bind(source, handlers);
		this.next.bind(source, handlers);
	}

	@Override
	public EventHandler watch(EventHandler handler) {
		return this.next.watch(this.first.watch(handler));
	}

	@Override
	public void close() {
		this.first.close();
		this.next.close();
	}

	@Override
	public void stateChanged(EventSourceState state) {
		this.first.stateChanged(state);
		this.next.stateChanged(state);
	}

	@Override
	public void attempted(String outcome) {
		this.first.attempted(outcome);
		this.next.attempted(outcome);
	}

	@Override
	public void opened(EventSourceOpenedEvent event) {
		this.first.opened(event);
		this.next.opened(event);
	}

	@Override
	public void lost(EventSourceErrorEvent event, boolean rotation) {
		this.first.lost(event, rotation);
		this.next.lost(event, rotation);
	}

	@Override
	public void closed(EventSourceClosedEvent event) {
		this.first.closed(event);
		this.next.closed(event);
	}

	@Override
	public void gap(EventSourceGapEvent event) {
		this.first.gap(event);
		this.next.gap(event);
	}

	@Override
	public void received(int bytes) {
		this.first.received(bytes);
		this.next.received(bytes);
	}

	@Override
	public void released(Duration age) {
		this.first.released(age);
		this.next.released(age);
	}

	@Override
	public void received(String type, int events) {
		this.first.received(type, events);
		this.next.received(type, events);
	}

	@Override
	public void called(EventHandler handler, MessageEvent event, String outcome, long nanos) {
		this.first.called(handler, event, outcome, nanos);
		this.next.called(handler, event, outcome, nanos);
	}

	@Override
	public void rowBegins() {
		this.first.rowBegins();
		this.next.rowBegins();
	}

	@Override
	public void rowEnds() {
		this.first.rowEnds();
		this.next.rowEnds();
	}

	@Override
	public void retrying(EventHandler handler, MessageEvent event, Throwable cause, int attempt) {
		this.first.retrying(handler, event, cause, attempt);
		this.next.retrying(handler, event, cause, attempt);
	}

	@Override
	public void deadLettered(FailedEvent deadLetter) {
		this.first.deadLettered(deadLetter);
		this.next.deadLettered(deadLetter);
	}

	@Override
	public void skipped(String reason, String lastEventId) {
		this.first.skipped(reason, lastEventId);
		this.next.skipped(reason, lastEventId);
	}

	@Override
	public void unhandled(String type) {
		this.first.unhandled(type);
		this.next.unhandled(type);
	}

	@Override
	public void stopRequired(FailedEvent failed) {
		this.first.stopRequired(failed);
		this.next.stopRequired(failed);
	}

	@Override
	public void deadLetterRefused(FailedEvent deadLetter, Throwable cause) {
		this.first.deadLetterRefused(deadLetter, cause);
		this.next.deadLetterRefused(deadLetter, cause);
	}

	@Override
	public void committed(String lastEventId) {
		this.first.committed(lastEventId);
		this.next.committed(lastEventId);
	}

	@Override
	public void commitFailed(Throwable cause) {
		this.first.commitFailed(cause);
		this.next.commitFailed(cause);
	}

}
