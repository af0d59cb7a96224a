package dev.eventsource.delivery;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionStage;

import dev.eventsource.EventSourceException;
import dev.eventsource.FailedEvent;
import dev.eventsource.FailureAction;
import dev.eventsource.SseListenerErrorHandler;
import dev.eventsource.delivery.CurrentEvent.Phase;
import dev.eventsource.delivery.HandlerRetry.Verdict;
import dev.eventsource.delivery.Lifecycle.Mode;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Calls one handler with one event until that is done: handled, or failed for the last
 * time and set aside. Owned by the dispatcher.
 */
final class HandlerCalls {

	private static final Log logger = LogFactory.getLog(HandlerCalls.class);

	private final DeliveryParts parts;

	private final RunningCall running;

	private final DeadLetterOffice deadLetters;

	private final HandlerRetry retry;

	/** The clock as it was last read: the end of one call is the start of the next. */
	private long now;

	HandlerCalls(DeliveryParts parts, RunningCall running, DeadLetterOffice deadLetters) {
		this.parts = parts;
		this.running = running;
		this.deadLetters = deadLetters;
		this.retry = new HandlerRetry(parts.settings().retry());
	}

	long now() {
		return this.now;
	}

	void readClock() {
		this.now = this.parts.seams().timer().nanoTime();
	}

	/**
	 * Calls a handler.
	 * @param event what with
	 * @param slot the handler whose turn it is
	 * @return whether there is more to do now
	 */
	boolean call(CurrentEvent event, HandlerSlot slot) {
		this.running.begin(slot, this.now);
		// looked at again: a stop that has not seen this call must prevent it
		if (this.parts.lifecycle().mode() != Mode.RUNNING || slot.isRemoved()) {
			this.running.returned();
			return true;
		}
		CompletionStage<?> stage;
		try {
			stage = slot.handler().handle(event.event(), event.called());
		}
		catch (Throwable ex) {
			this.running.returned();
			failed(event, slot, ex);
			return true;
		}
		this.running.returned();
		if (stage == null || stage == EventHandler.EMPTY) {
			handled(event, slot, (stage != null) ? "empty" : "success");
			return true;
		}
		awaitCompletion(event, stage);
		return true;
	}

	private void awaitCompletion(CurrentEvent event, CompletionStage<?> stage) {
		Await completion = (stage instanceof Offer offer) ? new Taking(offer, this.parts.wake())
				: new Await(this.parts.wake());
		this.running.goesOn(stage, completion);
		event.await(Phase.COMPLETION, completion);
		try {
			stage.whenComplete((result, failure) -> completion.complete(failure));
		}
		catch (RuntimeException ex) {
			completion.complete(ex);
		}
	}

	/**
	 * Looks after what an event waits for.
	 * @param event the event
	 * @param await what it waits for
	 * @param mode whether events may be dispatched
	 * @return whether there is more to do now
	 */
	boolean waitFor(CurrentEvent event, Await await, Mode mode) {
		HandlerSlot slot = event.slot();
		boolean handlerLeft = event.phase() == Phase.RETRY && slot != null && slot.isRemoved();
		if (handlerLeft || mode.isEnding() || mode == Mode.FAILED) {
			await.cancel();
		}
		if (!await.isOver()) {
			return false;
		}
		Phase phase = event.awaited();
		if (phase == Phase.COMPLETION && slot != null) {
			completed(event, slot, await.failure());
		}
		else if (phase == Phase.DEAD_LETTER && await.failure() == null) {
			event.deadLetter();
			event.nextWithout();
		}
		return true;
	}

	private void completed(CurrentEvent event, HandlerSlot slot, @Nullable Throwable failure) {
		this.running.completed();
		if (failure == null) {
			handled(event, slot, "success");
			return;
		}
		failed(event, slot, HandlerRetry.unwrap(failure));
	}

	private void handled(CurrentEvent event, HandlerSlot slot, String outcome) {
		called(event, slot, outcome);
		event.next();
	}

	private void called(CurrentEvent event, HandlerSlot slot, String outcome) {
		readClock();
		this.parts.observer().called(slot.handler(), event.event(), outcome, this.now - this.running.since());
	}

	private void failed(CurrentEvent event, HandlerSlot slot, Throwable thrown) {
		boolean ending = slot.isRemoved() || this.parts.lifecycle().mode().isEnding();
		if (ending && thrown instanceof CancellationException) {
			// given back: neither handled nor failed
			return;
		}
		Throwable failure = this.running.hasTimedOut() ? timeout(slot, thrown) : thrown;
		called(event, slot, "failure");
		this.parts.tallies().failedCalls().add();
		Verdict verdict = this.retry.judge(failure);
		if (verdict == Verdict.FATAL) {
			fail(event, failure);
			return;
		}
		if (ending) {
			// not the handler's fault, perhaps: the event is unhandled and comes again
			return;
		}
		if (this.retry.retries(verdict, event.calls())) {
			this.parts.observer().retrying(slot.handler(), event.event(), failure, event.calls());
			event.await(Phase.RETRY, Await.delay(this.parts.seams().timer(), this.retry.delay(verdict, event.calls()),
					this.parts.wake()));
			return;
		}
		exhausted(event, slot, failedEvent(event, failure));
	}

	private EventSourceException timeout(HandlerSlot slot, Throwable thrown) {
		EventSourceException timeout = new EventSourceException(this.parts.settings().source(),
				"Listener '" + slot.handler().id() + "' took longer than 'delivery.timeout' and was interrupted", null);
		timeout.addSuppressed(thrown);
		return timeout;
	}

	private void exhausted(CurrentEvent event, HandlerSlot slot, FailedEvent failed) {
		switch (action(slot.handler().errorHandler(), failed)) {
			case DEAD_LETTER -> event.await(Phase.DEAD_LETTER, this.deadLetters.accept(failed));
			case SKIP -> {
				event.skip();
				this.parts.observer().skipped("failed", event.event().lastEventId());
				event.nextWithout();
			}
			case STOP -> stop(failed);
		}
	}

	private FailureAction action(@Nullable SseListenerErrorHandler errorHandler, FailedEvent failed) {
		if (errorHandler == null) {
			return this.parts.settings().onFailure();
		}
		try {
			return errorHandler.onFailure(failed);
		}
		catch (Exception ex) {
			logger.error("The error handler of listener '" + failed.listener() + "' failed", ex);
			return FailureAction.DEAD_LETTER;
		}
	}

	/**
	 * Demands the end of the source: the event stays unhandled.
	 * @param event the event
	 * @param failure why
	 */
	void fail(CurrentEvent event, Throwable failure) {
		stop(failedEvent(event, failure));
	}

	private void stop(FailedEvent failed) {
		this.parts.lifecycle().fail();
		this.parts.observer().stopRequired(failed);
	}

	private static FailedEvent failedEvent(CurrentEvent event, Throwable failure) {
		HandlerSlot slot = event.hasRoute() ? event.slot() : null;
		String listener = (slot != null) ? slot.handler().id() : "";
		return new FailedEvent(event.event(), listener, event.calls(), failure);
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
