package dev.eventsource.delivery;

import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

import dev.eventsource.PayloadConversionException;

/**
 * Decides whether and when a handler that failed is called again. Touches nothing.
 */
final class HandlerRetry {

	/** Failures without end must not turn into a loop without pause. */
	private static final Duration SHORTEST_ENDLESS_DELAY = Duration.ofMillis(100);

	private static final int DEEPEST_CAUSE = 32;

	private final DeliverySettings.Retry settings;

	private final TransientFailures transientFailures;

	HandlerRetry(DeliverySettings.Retry settings) {
		this.settings = settings;
		this.transientFailures = new TransientFailures(settings.transientExceptions());
	}

	/**
	 * Returns what a handler's failure means.
	 * @param failure what it threw
	 * @return how often it is worth another call
	 */
	Verdict judge(Throwable failure) {
		if (failure instanceof VirtualMachineError) {
			return Verdict.FATAL;
		}
		if (failure instanceof Error) {
			return Verdict.NEVER;
		}
		Throwable cause = failure;
		for (int depth = 0; cause != null && depth < DEEPEST_CAUSE; depth++) {
			if (cause instanceof PayloadConversionException) {
				return Verdict.NEVER;
			}
			if (this.transientFailures.contains(cause.getClass())) {
				return Verdict.WITHOUT_END;
			}
			cause = cause.getCause();
		}
		return Verdict.SOME_TIMES;
	}

	/**
	 * Returns whether another call follows.
	 * @param verdict what the last failure means
	 * @param calls calls so far, without those whose failure passes
	 * @return whether to call again
	 */
	boolean retries(Verdict verdict, int calls) {
		return verdict == Verdict.WITHOUT_END || (verdict == Verdict.SOME_TIMES && calls <= this.settings.maxRetries());
	}

	/**
	 * Returns the time before the next call: grown with each call, up to the longest.
	 * @param verdict what the last failure means
	 * @param calls calls so far, from 1
	 * @return the delay
	 */
	Duration delay(Verdict verdict, int calls) {
		Duration delay = Backoff.delay(this.settings.delay(), this.settings.multiplier(), this.settings.maxDelay(),
				calls);
		boolean tooShort = verdict == Verdict.WITHOUT_END && delay.compareTo(SHORTEST_ENDLESS_DELAY) < 0;
		return tooShort ? SHORTEST_ENDLESS_DELAY : delay;
	}

	/**
	 * Takes off what only carries a failure from one thread to another.
	 * @param failure what a stage or a future reports
	 * @return what the handler threw
	 */
	static Throwable unwrap(Throwable failure) {
		boolean carrier = failure instanceof CompletionException || failure instanceof ExecutionException;
		Throwable cause = failure.getCause();
		return (carrier && cause != null) ? unwrap(cause) : failure;
	}

	/**
	 * How often a failure is worth another call.
	 */
	enum Verdict {

		/** It will pass: retried until it does. */
		WITHOUT_END,

		/** It may pass. */
		SOME_TIMES,

		/** It will not pass. */
		NEVER,

		/** The virtual machine is in trouble: nothing more is to be called. */
		FATAL

	}

}
