package dev.eventsource.delivery;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import dev.eventsource.FailedEvent;
import dev.eventsource.MessageEvent;

/**
 * Writes down what it is told, a line each.
 */
final class RecordingObserver implements DeliveryObserver {

	final List<String> notes = new CopyOnWriteArrayList<>();

	final List<FailedEvent> stops = new CopyOnWriteArrayList<>();

	@Override
	public void called(EventHandler handler, MessageEvent event, String outcome, long nanos) {
		this.notes.add("called " + handler.id() + " " + outcome + " " + nanos);
	}

	@Override
	public void retrying(EventHandler handler, MessageEvent event, Throwable cause, int attempt) {
		this.notes.add("retrying " + handler.id() + " " + attempt);
	}

	@Override
	public void deadLettered(FailedEvent deadLetter) {
		this.notes.add("dead " + deadLetter.listener() + " " + deadLetter.attempts());
	}

	@Override
	public void deadLetterRefused(FailedEvent deadLetter, Throwable cause) {
		this.notes.add("refused " + deadLetter.listener());
	}

	@Override
	public void skipped(String reason, String lastEventId) {
		this.notes.add("skipped " + reason + " " + lastEventId);
	}

	@Override
	public void unhandled(String type) {
		this.notes.add("unhandled " + type);
	}

	@Override
	public void stopRequired(FailedEvent failed) {
		this.stops.add(failed);
	}

	@Override
	public void committed(String lastEventId) {
		this.notes.add("committed " + lastEventId);
	}

	@Override
	public void commitFailed(Throwable cause) {
		this.notes.add("commit failed");
	}

}
