package dev.eventsource.test.autoconfigure;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;

import dev.eventsource.FailedEvent;
import dev.eventsource.MessageEvent;
import dev.eventsource.delivery.EventHandler;
import dev.eventsource.test.autoconfigure.DeliveryResult.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * What happened to one event. Told by the threads of listeners, read by the test's.
 */
final class TrialRecord {

	private final List<String> listeners = new ArrayList<>();

	private final Map<String, Integer> calls = new HashMap<>();

	private String running = "its listeners";

	private boolean ignored;

	private @Nullable Throwable thrown;

	private @Nullable FailedEvent deadLetter;

	private @Nullable Outcome outcome;

	synchronized void begins(EventHandler handler) {
		this.running = handler.id();
	}

	synchronized void called(EventHandler handler, String outcome) {
		switch (outcome) {
			case "success" -> {
				this.listeners.add(handler.id());
				count(handler);
			}
			case "failure" -> count(handler);
			default -> this.ignored = true;
		}
	}

	private void count(EventHandler handler) {
		this.calls.merge(handler.id(), 1, Integer::sum);
	}

	synchronized void thrown(@Nullable Throwable thrown) {
		if (thrown != null) {
			boolean carrier = thrown instanceof CompletionException && thrown.getCause() != null;
			this.thrown = carrier ? thrown.getCause() : thrown;
		}
	}

	synchronized void deadLetter(FailedEvent deadLetter) {
		this.deadLetter = deadLetter;
		this.thrown = deadLetter.cause();
		outcome(Outcome.DEAD_LETTERED);
	}

	/** The first one stands: what comes behind it is its consequence. */
	synchronized void outcome(Outcome outcome) {
		if (this.outcome == null) {
			this.outcome = outcome;
		}
	}

	synchronized String running() {
		return this.running;
	}

	String places() {
		List<String> places = RunningListeners.find();
		return places.isEmpty() ? "" : "\n  " + String.join("\n  ", places);
	}

	/**
	 * Returns the result.
	 * @param event the event
	 * @param otherwise the outcome unless another one was told
	 * @return what is known by now
	 */
	synchronized DeliveryResult result(MessageEvent event, Outcome otherwise) {
		Outcome known = this.outcome;
		boolean nothingDone = this.ignored && this.listeners.isEmpty() && otherwise == Outcome.HANDLED;
		if (known == null) {
			known = nothingDone ? Outcome.IGNORED : otherwise;
		}
		int attempts = this.calls.values().stream().mapToInt(Integer::intValue).max().orElse(0);
		return new DeliveryResult(event, known, List.copyOf(this.listeners), attempts, this.thrown, this.deadLetter);
	}

}
