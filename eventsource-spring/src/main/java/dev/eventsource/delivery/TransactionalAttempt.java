package dev.eventsource.delivery;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionStage;

import dev.eventsource.Acknowledgment;
import dev.eventsource.BatchListenerFailedException;
import dev.eventsource.EventSourceException;
import dev.eventsource.FailedEvent;
import dev.eventsource.delivery.Lifecycle.Mode;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to handle some events with all their handlers in one transaction, in which
 * dead letters and the position are stored, too. Used by one thread.
 */
final class TransactionalAttempt implements AttemptScope.Work {

	private static final Acknowledgment NONE = () -> {
	};

	private final DeliveryParts parts;

	private final RunningCall running;

	private final List<TransactionalEvent> events;

	private Step step = Step.BEGIN;

	private @Nullable HandlerSlot slot;

	/** What failed, if it is known. */
	private @Nullable TransactionalEvent culprit;

	private @Nullable Throwable failure;

	private @Nullable FailedEvent letter;

	TransactionalAttempt(DeliveryParts parts, RunningCall running, List<TransactionalEvent> events) {
		this.parts = parts;
		this.running = running;
		this.events = events;
	}

	/**
	 * Makes the attempt.
	 * @return whether all of it has taken effect
	 */
	boolean succeeds() {
		try {
			Objects.requireNonNull(this.parts.seams().attempts()).run(this);
			return true;
		}
		catch (Throwable ex) {
			if (this.failure == null) {
				this.failure = ex;
			}
			return false;
		}
		finally {
			Thread.interrupted();
		}
	}

	List<TransactionalEvent> events() {
		return this.events;
	}

	/** How far it came. */
	Step step() {
		return this.step;
	}

	/** The handler that failed, {@code null} if none did. */
	@Nullable HandlerSlot slot() {
		return this.slot;
	}

	/** The event that failed, {@code null} if it was the whole. */
	@Nullable TransactionalEvent culprit() {
		return this.culprit;
	}

	/** The dead letter that was published last. */
	FailedEvent letter() {
		return Objects.requireNonNull(this.letter);
	}

	Throwable failure() {
		return Objects.requireNonNull(this.failure);
	}

	@Override
	public void run() throws Exception {
		this.step = Step.HANDLE;
		for (HandlerSlot next : handlers()) {
			handle(next);
		}
		this.step = Step.DEAD_LETTERS;
		for (TransactionalEvent event : this.events) {
			for (FailedEvent next : event.deadLetters()) {
				this.letter = next;
				this.parts.deadLetters().publishWithin(next);
			}
		}
		this.step = Step.POSITION;
		this.parts.committer().saveWithin(this.events.get(this.events.size() - 1).event().lastEventId());
		this.step = Step.COMMIT;
	}

	private Set<HandlerSlot> handlers() {
		Set<HandlerSlot> all = new TreeSet<>(HandlerSlot.CALLING_ORDER);
		this.events.forEach((event) -> all.addAll(event.handlers()));
		return all;
	}

	private void handle(HandlerSlot next) throws Exception {
		List<TransactionalEvent> takers = this.events.stream().filter((event) -> event.takes(next)).toList();
		if (next.takesBatches()) {
			call(next, takers);
			return;
		}
		for (TransactionalEvent event : takers) {
			call(next, List.of(event));
		}
	}

	private void call(HandlerSlot next, List<TransactionalEvent> takers) throws Exception {
		long begun = this.parts.seams().timer().nanoTime();
		this.running.begin(next, begun);
		List<TransactionalEvent> called = new ArrayList<>(takers);
		String outcome = "failure";
		try {
			if (this.parts.lifecycle().mode() != Mode.RUNNING) {
				throw new CancellationException("The source stopped");
			}
			outcome = next.takesBatches() ? batch((BatchHandler) next.handler(), called)
					: single(next.handler(), takers.get(0));
		}
		catch (Throwable ex) {
			this.running.returned();
			throw failed(next, called, ex);
		}
		finally {
			long ended = this.parts.seams().timer().nanoTime();
			this.parts.observer().called(next.handler(), takers.get(0).event(), outcome, ended - begun);
		}
		this.running.returned();
	}

	private static String single(EventHandler handler, TransactionalEvent event) throws Exception {
		return outcome(handler, handler.handle(event.event(), NONE));
	}

	/**
	 * Leaves in the list what the handler is called with, for it may name one of them.
	 */
	private static String batch(BatchHandler handler, List<TransactionalEvent> events) throws Exception {
		List<Object> elements = new ArrayList<>(events.size());
		Set<TransactionalEvent> called = new LinkedHashSet<>();
		for (TransactionalEvent event : events) {
			Object element;
			try {
				element = handler.element(event.event());
			}
			catch (Exception | LinkageError | AssertionError ex) {
				throw new BatchListenerFailedException(events.indexOf(event), ex);
			}
			if (element != null) {
				elements.add(element);
				called.add(event);
			}
		}
		events.retainAll(called);
		return elements.isEmpty() ? "empty" : outcome(handler, handler.handle(elements, NONE));
	}

	private static String outcome(EventHandler handler, @Nullable CompletionStage<?> stage) {
		if (stage != null && stage != EventHandler.EMPTY) {
			throw new IllegalStateException("Listener '" + handler.id()
					+ "' is not done when it returns, which can not be in a transaction (checkpoint.transactional)");
		}
		return (stage != null) ? "empty" : "success";
	}

	private Exception failed(HandlerSlot next, List<TransactionalEvent> called, Throwable thrown) {
		BatchListenerFailedException named = CurrentBatch.named(thrown);
		Throwable cause = (named != null && named.getCause() != null) ? named.getCause() : thrown;
		this.slot = next;
		if (this.running.hasTimedOut()) {
			cause = new EventSourceException(this.parts.settings().source(),
					"Listener '" + next.handler().id() + "' took longer than 'delivery.timeout' and was interrupted",
					thrown);
		}
		else if (named != null && named.index() < called.size()) {
			this.culprit = called.get(named.index());
		}
		else if (called.size() == 1) {
			this.culprit = called.get(0);
		}
		this.failure = cause;
		return new RolledBack(cause);
	}

	/**
	 * How far an attempt came.
	 */
	enum Step {

		/** The transaction could not begin. */
		BEGIN,

		/** A handler failed. */
		HANDLE,

		/** A dead letter could not be stored. */
		DEAD_LETTERS,

		/** The position could not be stored. */
		POSITION,

		/** The transaction could not be committed, as far as is known. */
		COMMIT

	}

	/** Has no stack of its own. */
	private static final class RolledBack extends RuntimeException {

		private RolledBack(Throwable cause) {
			super("The attempt failed", cause, false, false);
		}

	}

}
