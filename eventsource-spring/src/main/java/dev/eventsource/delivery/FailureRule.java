package dev.eventsource.delivery;

import dev.eventsource.FailedEvent;
import dev.eventsource.FailureAction;
import dev.eventsource.SseListenerErrorHandler;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Decides what becomes of an event after the last attempt.
 */
final class FailureRule {

	private static final Log logger = LogFactory.getLog(FailureRule.class);

	private final DeliveryParts parts;

	FailureRule(DeliveryParts parts) {
		this.parts = parts;
	}

	/**
	 * Asks who decides.
	 * @param errorHandler the handler's own, or {@code null} for the source's setting
	 * @param failed the event
	 * @return what to do
	 */
	FailureAction action(@Nullable SseListenerErrorHandler errorHandler, FailedEvent failed) {
		if (errorHandler == null) {
			return this.parts.settings().onFailure();
		}
		try {
			return errorHandler.onFailure(failed);
		}
		catch (Exception ex) {
			logger.error("The error handler of listener '" + failed.listener() + "' failed", FailureTrace.of(ex));
			return FailureAction.DEAD_LETTER;
		}
	}

	/**
	 * Demands the end of the source: the event stays unhandled.
	 * @param failed the event
	 */
	void stop(FailedEvent failed) {
		this.parts.lifecycle().fail();
		this.parts.observer().stopRequired(failed);
	}

}
