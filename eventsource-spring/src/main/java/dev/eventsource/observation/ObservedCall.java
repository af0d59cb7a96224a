package dev.eventsource.observation;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

import dev.eventsource.delivery.EventHandler;
import io.micrometer.observation.Observation;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * One call of a handler as an observation: in scope while the handler has the thread,
 * over when its event is done with. What observes may fail; the call does not.
 */
final class ObservedCall {

	private static final Log logger = LogFactory.getLog(ObservedCall.class);

	private final Observation observation;

	private final SseListenerObservationContext context;

	private final ObservedTimers timers;

	ObservedCall(Observation observation, SseListenerObservationContext context, ObservedTimers timers) {
		this.observation = observation;
		this.context = context;
		this.timers = timers;
	}

	@Nullable CompletionStage<?> run(Work work) throws Exception {
		Observation.Scope scope = begin();
		CompletionStage<?> stage;
		try {
			stage = work.run();
		}
		catch (Throwable ex) {
			close(scope);
			end("failure", ex);
			throw ex;
		}
		close(scope);
		if (stage == null || stage == EventHandler.EMPTY) {
			end((stage != null) ? "empty" : "success", null);
			return stage;
		}
		return await(stage);
	}

	private CompletionStage<?> await(CompletionStage<?> stage) {
		try {
			stage.whenComplete((result, failure) -> completed(failure));
		}
		catch (RuntimeException ex) {
			end("failure", ex);
		}
		return stage;
	}

	private void completed(@Nullable Throwable failure) {
		Throwable cause = (failure instanceof CompletionException && failure.getCause() != null) ? failure.getCause()
				: failure;
		if (cause == null) {
			end("success", null);
		}
		else if (cause instanceof CancellationException) {
			end("canceled", null);
		}
		else {
			end("failure", cause);
		}
	}

	private Observation.@Nullable Scope begin() {
		try {
			this.observation.start();
			this.timers.started(this.context);
			return this.observation.openScope();
		}
		catch (RuntimeException ex) {
			failed(ex);
			return null;
		}
	}

	private static void close(Observation.@Nullable Scope scope) {
		try {
			if (scope != null) {
				scope.close();
			}
		}
		catch (RuntimeException ex) {
			failed(ex);
		}
	}

	private void end(String outcome, @Nullable Throwable failure) {
		this.context.outcome(outcome);
		try {
			if (failure != null) {
				this.observation.error(failure);
			}
			this.observation.stop();
			this.timers.stopped(this.context);
		}
		catch (RuntimeException ex) {
			failed(ex);
		}
	}

	private static void failed(RuntimeException failure) {
		logger.error("A listener's call could not be observed", failure);
	}

	/**
	 * What is observed.
	 */
	@FunctionalInterface
	interface Work {

		@Nullable CompletionStage<?> run() throws Exception;

	}

}
