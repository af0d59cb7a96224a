package dev.eventsource.delivery;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionStage;

import dev.eventsource.EventSourceException;
import dev.eventsource.FailedEvent;
import dev.eventsource.MessageEvent;
import dev.eventsource.delivery.Attempt.Phase;
import dev.eventsource.delivery.HandlerRetry.Verdict;
import dev.eventsource.delivery.Lifecycle.Mode;
import org.jspecify.annotations.Nullable;

/**
 * Calls one handler with one event, or one batch, until that is done: handled, or failed
 * for the last time and set aside. Owned by a lane.
 */
final class HandlerCalls {

	private final DeliveryParts parts;

	private final RunningCall running;

	private final DeadLetterOffice deadLetters;

	private final HandlerRetry retry;

	private final FailureRule rule;

	/** Has the lane look again. */
	private final Runnable wake;

	/** The clock as it was last read: the end of one call is the start of the next. */
	private long now;

	HandlerCalls(DeliveryParts parts, RunningCall running, Runnable wake) {
		this.parts = parts;
		this.running = running;
		this.wake = wake;
		this.deadLetters = parts.deadLetters();
		this.retry = new HandlerRetry(parts.settings().retry());
		this.rule = new FailureRule(parts);
	}

	long now() {
		return this.now;
	}

	void readClock() {
		this.now = this.parts.seams().timer().nanoTime();
	}

	/**
	 * Calls a handler.
	 * @param attempt what with
	 * @param slot the handler whose turn it is
	 */
	void call(Attempt attempt, HandlerSlot slot) {
		this.running.begin(slot, this.now);
		// looked at again: a stop that has not seen this call must prevent it
		if (this.parts.lifecycle().mode() != Mode.RUNNING || slot.isRemoved()) {
			this.running.returned();
			return;
		}
		CompletionStage<?> stage;
		try {
			stage = attempt.call(slot.handler());
		}
		catch (Throwable ex) {
			this.running.returned();
			failed(attempt, slot, ex);
			return;
		}
		this.running.returned();
		if (stage == null || stage == EventHandler.EMPTY) {
			handled(attempt, slot, (stage != null) ? "empty" : "success");
			return;
		}
		awaitCompletion(attempt, stage);
	}

	/**
	 * A handler has returned and is not done.
	 * @param attempt what it was called with
	 * @param stage completes when it is
	 */
	void awaitCompletion(Attempt attempt, CompletionStage<?> stage) {
		Await completion = (stage instanceof Offer offer) ? new Taking(offer, this.wake) : new Await(this.wake);
		this.running.goesOn(stage, completion);
		attempt.await(Phase.COMPLETION, completion);
		try {
			stage.whenComplete((result, failure) -> completion.complete(failure));
		}
		catch (RuntimeException ex) {
			completion.complete(ex);
		}
	}

	/**
	 * Looks after what a call waits for.
	 * @param attempt the event or batch
	 * @param await what it waits for
	 * @param mode whether events may be dispatched
	 * @return whether the wait is over
	 */
	boolean waitFor(Attempt attempt, Await await, Mode mode) {
		HandlerSlot slot = attempt.slot();
		boolean handlerLeft = attempt.phase() == Phase.RETRY && slot != null && slot.isRemoved();
		if (handlerLeft || mode.isEnding() || mode == Mode.FAILED) {
			await.cancel();
		}
		if (!await.isOver()) {
			return false;
		}
		Phase phase = attempt.awaited();
		if (phase == Phase.COMPLETION && slot != null) {
			completed(attempt, slot, await.failure());
		}
		else if (phase == Phase.DEAD_LETTER && await.failure() == null && attempt instanceof CurrentEvent event) {
			event.deadLetter();
			event.nextWithout();
		}
		return true;
	}

	private void completed(Attempt attempt, HandlerSlot slot, @Nullable Throwable failure) {
		this.running.completed();
		if (failure == null) {
			handled(attempt, slot, "success");
			return;
		}
		failed(attempt, slot, HandlerRetry.unwrap(failure));
	}

	private void handled(Attempt attempt, HandlerSlot slot, String outcome) {
		called(attempt.event(), slot, outcome);
		attempt.next();
	}

	/**
	 * A call has ended, now.
	 * @param event what with
	 * @param slot whose
	 * @param outcome how, as a meter tells it
	 */
	void called(MessageEvent event, HandlerSlot slot, String outcome) {
		readClock();
		this.parts.observer().called(slot.handler(), event, outcome, this.now - this.running.since());
	}

	/**
	 * A call has failed.
	 * @param attempt what with
	 * @param slot whose
	 * @param thrown what it threw
	 */
	void failed(Attempt attempt, HandlerSlot slot, Throwable thrown) {
		boolean ending = slot.isRemoved() || this.parts.lifecycle().mode().isEnding();
		if (ending && thrown instanceof CancellationException) {
			// given back: neither handled nor failed
			return;
		}
		Throwable failure = this.running.hasTimedOut() ? timeout(slot, thrown) : attempt.diagnose(thrown);
		called(attempt.event(), slot, "failure");
		this.parts.tallies().failedCalls().increment();
		Verdict verdict = this.retry.judge(failure);
		if (verdict == Verdict.FATAL) {
			fail(attempt, failure);
			return;
		}
		if (ending) {
			// not the handler's fault, perhaps: the event is unhandled and comes again
			return;
		}
		Attempt culprit = attempt.culprit();
		if (!culprit.takesFailure(failure)) {
			retryOrGiveUp(culprit, slot, failure, verdict);
		}
	}

	private void retryOrGiveUp(Attempt culprit, HandlerSlot slot, Throwable failure, Verdict verdict) {
		if (verdict == Verdict.WITHOUT_END) {
			culprit.excuseCall();
		}
		if (this.retry.retries(verdict, culprit.chargedCalls())) {
			this.parts.observer().retrying(slot.handler(), culprit.event(), failure, culprit.calls());
			culprit.await(Phase.RETRY,
					Await.delay(this.parts.seams().timer(), this.retry.delay(verdict, culprit.calls()), this.wake));
			return;
		}
		if (culprit instanceof CurrentBatch batch) {
			batch.giveUp(failure);
			return;
		}
		exhausted((CurrentEvent) culprit, slot, failure);
	}

	private EventSourceException timeout(HandlerSlot slot, Throwable thrown) {
		EventSourceException timeout = new EventSourceException(this.parts.settings().source(),
				"Listener '" + slot.handler().id() + "' took longer than 'delivery.timeout' and was interrupted", null);
		timeout.addSuppressed(thrown);
		return timeout;
	}

	/**
	 * Decides about an event that its handler has failed with for the last time.
	 * @param event the event
	 * @param slot the handler
	 * @param failure why
	 */
	void exhausted(CurrentEvent event, HandlerSlot slot, Throwable failure) {
		FailedEvent failed = failedEvent(event, failure);
		switch (this.rule.action(slot.handler().errorHandler(), failed)) {
			case DEAD_LETTER -> event.await(Phase.DEAD_LETTER, this.deadLetters.accept(failed, this.wake));
			case SKIP -> {
				event.skip();
				this.parts.observer().skipped("failed", event.event().lastEventId());
				event.nextWithout();
			}
			case STOP -> this.rule.stop(failed);
		}
	}

	/**
	 * Demands the end of the source: the event stays unhandled.
	 * @param attempt the event, or the batch
	 * @param failure why
	 */
	void fail(Attempt attempt, Throwable failure) {
		this.rule.stop(failedEvent(attempt, failure));
	}

	private static FailedEvent failedEvent(Attempt attempt, Throwable failure) {
		HandlerSlot slot = attempt.slot();
		String listener = (slot != null) ? slot.handler().id() : "";
		return new FailedEvent(attempt.event(), listener, attempt.calls(), failure);
	}

	/**
	 * A wait for a subscriber to take an event. A stop need not wait for that.
	 */
	private static final class Taking extends Await {

		private final Offer offer;

		private Taking(Offer offer, Runnable wake) {
			super(wake);
			this.offer = offer;
		}

		@Override
		void cancel() {
			this.offer.withdraw();
		}

	}

}
