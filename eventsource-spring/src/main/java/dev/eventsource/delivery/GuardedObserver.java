package dev.eventsource.delivery;

import dev.eventsource.FailedEvent;
import dev.eventsource.MessageEvent;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Keeps what an observer throws away from the dispatcher.
 */
final class GuardedObserver implements DeliveryObserver {

	private static final Log logger = LogFactory.getLog(GuardedObserver.class);

	private final DeliveryObserver observer;

	GuardedObserver(DeliveryObserver observer) {
		this.observer = observer;
	}

	@Override
	public void received(String type, int events) {
		try {
			this.observer.received(type, events);
		}
		catch (Exception | LinkageError | AssertionError ex) {
			failed(ex);
		}
	}

	@Override
	public void called(EventHandler handler, MessageEvent event, String outcome, long nanos) {
		try {
			this.observer.called(handler, event, outcome, nanos);
		}
		catch (Exception | LinkageError | AssertionError ex) {
			failed(ex);
		}
	}

	@Override
	public void rowBegins() {
		guard(this.observer::rowBegins);
	}

	@Override
	public void rowEnds() {
		guard(this.observer::rowEnds);
	}

	@Override
	public void retrying(EventHandler handler, MessageEvent event, Throwable cause, int attempt) {
		guard(() -> this.observer.retrying(handler, event, cause, attempt));
	}

	@Override
	public void deadLettered(FailedEvent deadLetter) {
		guard(() -> this.observer.deadLettered(deadLetter));
	}

	@Override
	public void deadLetterRefused(FailedEvent deadLetter, Throwable cause) {
		guard(() -> this.observer.deadLetterRefused(deadLetter, cause));
	}

	@Override
	public void skipped(String reason, String lastEventId) {
		guard(() -> this.observer.skipped(reason, lastEventId));
	}

	@Override
	public void unhandled(String type) {
		guard(() -> this.observer.unhandled(type));
	}

	@Override
	public void stopRequired(FailedEvent failed) {
		guard(() -> this.observer.stopRequired(failed));
	}

	@Override
	public void committed(String lastEventId) {
		guard(() -> this.observer.committed(lastEventId));
	}

	@Override
	public void commitFailed(Throwable cause) {
		guard(() -> this.observer.commitFailed(cause));
	}

	static void guard(Runnable call) {
		try {
			call.run();
		}
		catch (Exception | LinkageError | AssertionError ex) {
			failed(ex);
		}
	}

	private static void failed(Throwable failure) {
		logger.error("An observer of event delivery failed", failure);
	}

}
