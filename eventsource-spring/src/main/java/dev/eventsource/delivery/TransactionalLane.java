package dev.eventsource.delivery;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import dev.eventsource.FailedEvent;
import dev.eventsource.delivery.HandlerRetry.Verdict;
import dev.eventsource.delivery.Lifecycle.Mode;
import dev.eventsource.delivery.TransactionalAttempt.Step;
import org.jspecify.annotations.Nullable;

/**
 * One event, or one batch, after another, in the turns of the dispatcher: each with all
 * its handlers and the position in one transaction an attempt.
 */
final class TransactionalLane extends OneCallLanes {

	private final DeliveryParts parts;

	private final UnhandledTypes unhandled;

	private final Outcome outcome;

	private final Gathering gathering;

	private final HandlerRetry retry;

	private final FailureRule rule;

	private final List<CurrentEvent> begun = new ArrayList<>();

	/** The same ones, once they are to be handled; the first of them are next. */
	private final List<TransactionalEvent> events = new ArrayList<>();

	private long bytes;

	/** Whether those that have begun wait for no other. */
	private boolean closed;

	/** Failures in a row that are nobody's fault: of the database, the publisher. */
	private int outages;

	/** An attempt of which nobody knows whether it has been committed. */
	private @Nullable TransactionalAttempt doubtful;

	private @Nullable Await pause;

	private long now;

	TransactionalLane(DeliveryParts parts, UnhandledTypes unhandled, Outcome outcome) {
		super(parts.settings());
		this.parts = parts;
		this.unhandled = unhandled;
		this.outcome = outcome;
		this.gathering = new Gathering(parts);
		this.retry = new HandlerRetry(parts.settings().retry());
		this.rule = new FailureRule(parts);
	}

	@Override
	public void beginTurn() {
		this.now = this.parts.seams().timer().nanoTime();
	}

	@Override
	public long now() {
		return this.now;
	}

	@Override
	public boolean hasRoom() {
		DeliverySettings settings = this.parts.settings();
		if (this.closed || !this.parts.handlers().hasBatches()) {
			return this.begun.isEmpty();
		}
		return this.begun.size() < settings.handling().batchSize()
				&& (settings.bufferBytes() == 0 || this.bytes < settings.bufferBytes());
	}

	@Override
	public void begin(CurrentEvent event) {
		if (this.begun.isEmpty()) {
			this.gathering.begin();
		}
		this.outcome.goesOn(event);
		this.begun.add(event);
		this.bytes += event.size();
	}

	@Override
	public boolean release(boolean mayCome) {
		if (this.begun.isEmpty() || this.closed || !this.gathering.isOver(mayCome)) {
			return false;
		}
		this.closed = true;
		return true;
	}

	@Override
	public boolean advance(Mode mode) {
		if (this.begun.isEmpty()) {
			return false;
		}
		boolean ends = mode.isEnding() || mode == Mode.FAILED;
		if (this.pause != null && !this.pause.isOverOr(ends)) {
			return false;
		}
		this.pause = null;
		if (ends) {
			abandon();
			return true;
		}
		boolean full = this.closed || !hasRoom();
		if (mode != Mode.RUNNING || !full || this.parts.committer().isSaving() || !route()) {
			return false;
		}
		this.closed = true;
		attempt(next());
		beginTurn();
		return true;
	}

	private boolean route() {
		HandlerTable handlers = this.parts.handlers();
		if (!this.events.isEmpty()) {
			return true;
		}
		if (handlers.isEmpty()) {
			return false;
		}
		for (CurrentEvent event : this.begun) {
			HandlerSlot[] route = handlers.route(event.event().type());
			if (route.length == 0) {
				this.unhandled.add(event.event().type());
			}
			this.events.add(new TransactionalEvent(event, route));
		}
		return true;
	}

	/** Those up to the first one that has failed, or that one alone. */
	private List<TransactionalEvent> next() {
		int end = 0;
		while (end < this.events.size() && !this.events.get(end).isAlone()) {
			end++;
		}
		return List.copyOf(this.events.subList(0, Math.max(end, 1)));
	}

	private void attempt(List<TransactionalEvent> together) {
		TransactionalAttempt attempt = this.doubtful;
		if (attempt == null && together.stream().noneMatch(TransactionalEvent::isTaken)) {
			over(together);
			return;
		}
		boolean done = false;
		if (attempt == null) {
			attempt = new TransactionalAttempt(this.parts, running(), together);
			done = attempt.succeeds();
			this.doubtful = (!done && attempt.step() == Step.COMMIT) ? attempt : null;
		}
		if (this.doubtful == attempt) {
			try {
				done = this.parts.committer().isSavedAfterAll();
				this.doubtful = null;
			}
			catch (RuntimeException ex) {
				outage(attempt, ex);
				return;
			}
		}
		if (done) {
			succeeded(attempt.events());
		}
		else {
			failed(attempt, attempt.events());
		}
	}

	private void succeeded(List<TransactionalEvent> together) {
		this.outages = 0;
		this.parts.committer().savedWithin();
		together.forEach((event) -> event.deadLetters().forEach(this.parts.deadLetters()::publishedWithin));
		over(together);
		this.parts.committer().coverSaved();
	}

	private void over(List<TransactionalEvent> together) {
		for (TransactionalEvent event : together) {
			this.events.remove(0);
			this.begun.remove(0);
			this.bytes -= event.current().size();
			if (!event.deadLetters().isEmpty()) {
				event.current().deadLetter();
			}
			else if (event.isSkipped()) {
				event.current().skip();
			}
			this.outcome.over(event.current());
		}
		this.closed = !this.begun.isEmpty();
	}

	private void abandon() {
		for (CurrentEvent event : this.begun) {
			event.abandon();
			this.outcome.over(event);
		}
		this.begun.clear();
		this.events.clear();
		this.doubtful = null;
		this.bytes = 0;
		this.closed = false;
	}

	private void failed(TransactionalAttempt attempt, List<TransactionalEvent> together) {
		Throwable failure = attempt.failure();
		if (this.parts.lifecycle().mode().isEnding() && attempt.step() != Step.COMMIT) {
			// rolled back, and comes again
			return;
		}
		if (attempt.step() == Step.HANDLE) {
			this.parts.tallies().failedCalls().increment();
		}
		else if (attempt.step() != Step.COMMIT || this.retry.judge(failure) == Verdict.WITHOUT_END) {
			outage(attempt, failure);
			return;
		}
		TransactionalEvent culprit = attempt.culprit();
		if (culprit != null && together.size() > 1) {
			culprit.isolate();
			if (culprit != together.get(0)) {
				// those before it first
				return;
			}
		}
		List<TransactionalEvent> failed = (culprit != null) ? List.of(culprit) : together;
		retryOrGiveUp(failed, attempt.slot(), failure);
	}

	/** Nobody's fault: tried until it passes. */
	private void outage(TransactionalAttempt attempt, Throwable failure) {
		this.outages++;
		if (attempt.step() == Step.DEAD_LETTERS) {
			this.parts.deadLetters().refusedWithin(attempt.letter(), failure);
		}
		else {
			this.parts.committer().failedWithin(failure);
		}
		pause(Backoff.ofStore(this.outages));
	}

	private void pause(Duration delay) {
		this.pause = Await.delay(this.parts.seams().timer(), delay, this.parts.wake());
	}

	private void retryOrGiveUp(List<TransactionalEvent> failed, @Nullable HandlerSlot slot, Throwable failure) {
		Verdict verdict = this.retry.judge(failure);
		if (verdict == Verdict.FATAL) {
			this.rule.stop(failed.get(0).letter(slot, failure));
			return;
		}
		failed.forEach((event) -> event.countCall(verdict));
		int calls = failed.get(0).calls();
		if (this.retry.retries(verdict, failed.get(0).chargedCalls())) {
			if (slot != null) {
				this.parts.observer().retrying(slot.handler(), failed.get(0).event(), failure, calls);
			}
			pause(this.retry.delay(verdict, calls));
			return;
		}
		for (TransactionalEvent event : failed) {
			if (!giveUp(event, slot, event.letter(slot, failure))) {
				return;
			}
		}
	}

	/**
	 * The event goes on without the handler, or without any if nobody knows which one it
	 * was: what the others do is done in another transaction.
	 */
	private boolean giveUp(TransactionalEvent event, @Nullable HandlerSlot slot, FailedEvent letter) {
		List<HandlerSlot> culprits = (slot != null) ? List.of(slot) : event.handlers();
		switch (this.rule.action((slot != null) ? slot.handler().errorHandler() : null, letter)) {
			case DEAD_LETTER -> {
				DeadLetterOffice.log(letter);
				event.deadLetter(letter);
			}
			case SKIP -> {
				event.skip();
				this.parts.observer().skipped("failed", event.event().lastEventId());
			}
			case STOP -> {
				this.rule.stop(letter);
				return false;
			}
		}
		event.without(culprits);
		return true;
	}

	@Override
	public boolean isQuiet() {
		return this.begun.isEmpty();
	}

	@Override
	public boolean isEmpty() {
		return this.begun.isEmpty();
	}

	@Override
	public void broken(Throwable failure) {
		if (!this.begun.isEmpty()) {
			this.rule.stop(new FailedEvent(this.begun.get(0).event(), "", 0, failure));
		}
	}

}
