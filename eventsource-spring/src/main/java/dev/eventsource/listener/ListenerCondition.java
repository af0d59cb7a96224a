package dev.eventsource.listener;

import dev.eventsource.PayloadConversionException;
import dev.eventsource.delivery.EventExpression;
import org.jspecify.annotations.Nullable;

import org.springframework.expression.EvaluationException;
import org.springframework.expression.ParseException;

/**
 * The {@code condition} of a listener.
 */
final class ListenerCondition {

	private final EventExpression expression;

	private ListenerCondition(EventExpression expression) {
		this.expression = expression;
	}

	/**
	 * Parses a condition.
	 * @throws ListenerProblem if it is no expression, or reaches for more than the event
	 */
	static ListenerCondition of(String text, @Nullable ClassLoader classLoader) {
		try {
			return new ListenerCondition(EventExpression.of(text, classLoader));
		}
		catch (ParseException ex) {
			throw new ListenerProblem("has the condition '" + text + "', which is no SpEL: " + ex.getSimpleMessage(),
					"Write an expression like event.lastEventId != '' or payload.amount > 100.");
		}
		catch (IllegalArgumentException ex) {
			throw new ListenerProblem("has the condition '" + text + "', which " + ex.getMessage(),
					"Use nothing but event and payload.");
		}
	}

	/**
	 * Returns whether the listener is to be called.
	 * @throws EvaluationException if the expression does not work on this event
	 * @throws PayloadConversionException if it reads the payload, which does not fit
	 */
	boolean test(ListenerCall call) {
		try {
			return Boolean.TRUE.equals(this.expression.evaluate(call, call.event(), Boolean.class));
		}
		catch (EvaluationException ex) {
			throw causeOf(ex);
		}
	}

	private static RuntimeException causeOf(EvaluationException ex) {
		Throwable cause = ex;
		while (cause != null) {
			if (cause instanceof PayloadConversionException misfit) {
				return misfit;
			}
			cause = cause.getCause();
		}
		return ex;
	}

	/**
	 * Returns whether the expression may read the payload.
	 */
	boolean readsPayload() {
		return this.expression.readsPayload();
	}

}
