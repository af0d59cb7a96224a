package dev.eventsource.test.autoconfigure;

import java.util.ArrayList;
import java.util.List;

import dev.eventsource.EventSource;
import dev.eventsource.EventSourceErrorEvent;
import dev.eventsource.EventSourceState;
import dev.eventsource.FailedEvent;
import dev.eventsource.MessageEvent;
import dev.eventsource.delivery.EventHandler;
import dev.eventsource.delivery.EventHandlers;
import dev.eventsource.observation.SourceObservation;
import dev.eventsource.test.ClientWitness;
import org.jspecify.annotations.Nullable;

/**
 * What a source tells about itself, kept for a test server and for the messages of failed
 * waits. Told by the source's threads, asked by the test's.
 */
final class SourceWitness implements SourceObservation, ClientWitness {

	private final History history;

	private final EventFates fates = new EventFates();

	private volatile @Nullable EventSource source;

	private volatile @Nullable EventHandlers handlers;

	SourceWitness(String name) {
		this.history = new History(name);
	}

	/** Begins a test. */
	void begin() {
		this.history.clear();
		this.fates.clear();
	}

	/** Returns whether the source is open, or will not be soon. */
	boolean isSettled() {
		EventSource current = this.source;
		if (current == null) {
			return true;
		}
		EventSourceState state = current.state();
		return switch (state.kind()) {
			case CONNECTING -> false;
			case CLOSED -> !state.reason().equals("new");
			default -> true;
		};
	}

	@Override
	public Handling handling(String id) {
		return this.fates.of(id, takers());
	}

	@Override
	public void sending(String type, String id) {
		this.fates.sending(type.isEmpty() ? "message" : type, id);
	}

	@Override
	public List<String> report() {
		List<String> report = new ArrayList<>(this.history.lines());
		EventSource current = this.source;
		if (current != null) {
			EventSourceState state = current.state();
			report.add(current.name() + " is " + state.kind() + " (" + state.reason() + "), last event id '"
					+ current.lastEventId() + "'"
					+ ((state.lastError() != null) ? ", last error: " + state.lastError() : ""));
		}
		takers().forEach((handler) -> report.add(this.history.source() + " has the listener " + handler.id() + " for "
				+ (handler.types().isEmpty() ? "every type" : handler.types())));
		if (takers().isEmpty()) {
			report.add(this.history.source() + " has no listener");
		}
		return report;
	}

	private List<EventHandler> takers() {
		EventHandlers current = this.handlers;
		return (current != null) ? current.handlers() : List.of();
	}

	@Override
	public void bind(EventSource source, EventHandlers handlers) {
		this.source = source;
		this.handlers = handlers;
	}

	@Override
	public void stateChanged(EventSourceState state) {
		this.history.add("is " + state.kind() + " (" + state.reason() + ")");
	}

	@Override
	public void lost(EventSourceErrorEvent event, boolean rotation) {
		this.history.add("lost its connection (" + event.reason() + "): " + event.message());
	}

	@Override
	public void received(String type) {
		this.fates.received(type);
		boolean taken = takers().stream().anyMatch((handler) -> EventFates.takes(handler, type));
		this.history.add("received an event of type '" + type + "'" + (taken ? "" : ", which no listener takes"));
	}

	@Override
	public void called(EventHandler handler, MessageEvent event, String outcome, long nanos) {
		this.history.add(handler.id() + " called with event '" + event.lastEventId() + "' (" + event.type() + "): "
				+ outcome + " after " + nanos / 1_000_000 + " ms");
		if (!outcome.equals("failure")) {
			this.fates.done(handler, event);
		}
	}

	@Override
	public void retrying(EventHandler handler, MessageEvent event, Throwable cause, int attempt) {
		this.history.add(handler.id() + " failed in call " + attempt + " and is called again: " + cause);
	}

	@Override
	public void deadLettered(FailedEvent deadLetter) {
		failed(deadLetter, "it is a dead letter");
	}

	@Override
	public void deadLetterRefused(FailedEvent deadLetter, Throwable cause) {
		this.history
			.add("the dead-letter publisher did not take event '" + deadLetter.event().lastEventId() + "': " + cause);
	}

	@Override
	public void stopRequired(FailedEvent failed) {
		failed(failed, "the source stops");
	}

	private void failed(FailedEvent failed, String consequence) {
		this.history.add(failed.listener() + " failed with event '" + failed.event().lastEventId() + "' ("
				+ failed.event().type() + ") after " + failed.attempts() + " calls, " + consequence + ": "
				+ failed.cause());
		this.fates.failed(failed.event().lastEventId());
	}

	@Override
	public void skipped(String reason, String lastEventId) {
		this.history.add("skipped the event before or at id '" + lastEventId + "' (" + reason + ")");
		this.fates.failed(lastEventId);
	}

	@Override
	public void committed(String lastEventId) {
		this.fates.committed(lastEventId);
	}

	@Override
	public void commitFailed(Throwable cause) {
		this.history.add("could not store its position: " + cause);
	}

}
