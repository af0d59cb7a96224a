package dev.eventsource.delivery;

import java.time.Duration;
import java.util.List;

import dev.eventsource.FailedEvent;
import dev.eventsource.delivery.HandlerRetry.Verdict;
import dev.eventsource.delivery.TransactionalAttempt.Step;
import org.jspecify.annotations.Nullable;

/**
 * Decides what follows an attempt that was rolled back. Owned by the lane.
 */
final class TransactionalFailures {

	private final DeliveryParts parts;

	private final HandlerRetry retry;

	private final FailureRule rule;

	/** In a row, and nobody's fault: of the database, the publisher. */
	private int outages;

	TransactionalFailures(DeliveryParts parts) {
		this.parts = parts;
		this.retry = new HandlerRetry(parts.settings().retry());
		this.rule = new FailureRule(parts);
	}

	/**
	 * An attempt has succeeded.
	 */
	void over() {
		this.outages = 0;
	}

	/**
	 * An attempt has failed: it is made again, or its events go on without the handler
	 * that failed.
	 * @param attempt the attempt
	 * @return how long to wait
	 */
	Duration failed(TransactionalAttempt attempt) {
		Throwable failure = attempt.failure();
		Step step = attempt.step();
		if (this.parts.lifecycle().mode().isEnding() && step != Step.COMMIT) {
			// rolled back, and comes again
			return Duration.ZERO;
		}
		if (step == Step.HANDLE) {
			this.parts.tallies().failedCalls().increment();
		}
		else if (step != Step.COMMIT || this.retry.judge(failure) == Verdict.WITHOUT_END) {
			return outage(attempt, failure);
		}
		List<TransactionalEvent> together = attempt.events();
		TransactionalEvent culprit = attempt.culprit();
		if (culprit != null && together.size() > 1) {
			culprit.isolate();
			if (culprit != together.get(0)) {
				// those before it first
				return Duration.ZERO;
			}
		}
		return retryOrGiveUp((culprit != null) ? List.of(culprit) : together, attempt.slot(), failure);
	}

	/**
	 * Something failed that is nobody's fault, and is tried until it does not.
	 * @param attempt the attempt
	 * @param failure why
	 * @return how long to wait
	 */
	Duration outage(TransactionalAttempt attempt, Throwable failure) {
		this.outages++;
		if (attempt.step() == Step.DEAD_LETTERS) {
			this.parts.deadLetters().refusedWithin(attempt.letter(), failure);
		}
		else {
			this.parts.committer().failedWithin(failure);
		}
		return Backoff.ofStore(this.outages);
	}

	/**
	 * Something went wrong that should not: the source stops.
	 * @param event an event that was handled
	 * @param failure what
	 */
	void broken(CurrentEvent event, Throwable failure) {
		this.rule.stop(new FailedEvent(event.event(), "", 0, failure));
	}

	private Duration retryOrGiveUp(List<TransactionalEvent> failed, @Nullable HandlerSlot slot, Throwable failure) {
		Verdict verdict = this.retry.judge(failure);
		if (verdict == Verdict.FATAL) {
			this.rule.stop(letter(failed.get(0), slot, failure));
			return Duration.ZERO;
		}
		failed.forEach(TransactionalEvent::countCall);
		int calls = failed.get(0).calls();
		if (this.retry.retries(verdict, calls)) {
			if (slot != null) {
				this.parts.observer().retrying(slot.handler(), failed.get(0).event(), failure, calls);
			}
			return this.retry.delay(verdict, calls);
		}
		for (TransactionalEvent event : failed) {
			if (!giveUp(event, slot, letter(event, slot, failure))) {
				break;
			}
		}
		return Duration.ZERO;
	}

	private static FailedEvent letter(TransactionalEvent event, @Nullable HandlerSlot slot, Throwable failure) {
		return new FailedEvent(event.event(), (slot != null) ? slot.handler().id() : "", event.calls(), failure);
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

}
