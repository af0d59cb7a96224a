package dev.eventsource.client;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import dev.eventsource.Registration;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import reactor.core.scheduler.Schedulers;

/**
 * Takes a source down: the connection first, then delivery, and a handler that takes its
 * time is interrupted in the end.
 */
final class GracefulStop {

	private static final Log logger = LogFactory.getLog(GracefulStop.class);

	private static final Duration GRACE = Duration.ofSeconds(20);

	private static final Duration AFTER_INTERRUPTION = Duration.ofSeconds(1);

	private final SourceParts parts;

	GracefulStop(SourceParts parts) {
		this.parts = parts;
	}

	/**
	 * Begins to take the source down.
	 * @param reason why, in one word
	 * @return completes when no handler runs and what was handled is stored
	 */
	CompletableFuture<Void> begin(String reason) {
		CompletableFuture<Void> done = new CompletableFuture<>();
		interruptAfterGrace(done);
		// from inside a handler on the event loop, the rest has to wait for the end of
		// its turn
		this.parts.delivery().pause();
		this.parts.connection().stop(reason);
		// only when the connection is down can no event slip in behind the stop
		this.parts.connection().afterwards(() -> drain(done));
		return done;
	}

	private void drain(CompletableFuture<Void> done) {
		this.parts.delivery().stop().whenComplete((none, ex) -> done.complete(null));
	}

	private void interruptAfterGrace(CompletableFuture<Void> done) {
		Registration deadline = this.parts.shared().timer().schedule(GRACE, () -> {
			logger.warn("Event source '" + this.parts.name() + "' stops, but a handler still runs after "
					+ LogText.seconds(GRACE) + "; interrupting it");
			this.parts.delivery().interrupt();
		});
		done.whenComplete((none, ex) -> deadline.remove());
	}

	/**
	 * Waits for the end, unless the calling thread is what it would wait for.
	 * @param stopping completes at the end
	 */
	void await(CompletionStage<Void> stopping) {
		if (this.parts.delivery().isCalling() || Schedulers.isInNonBlockingThread()) {
			return;
		}
		try {
			stopping.toCompletableFuture().get(GRACE.plus(AFTER_INTERRUPTION).toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (TimeoutException ex) {
			logger.warn("Event source '" + this.parts.name() + "' is stopped, but a handler does not let itself be"
					+ " interrupted");
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		catch (ExecutionException ex) {
			logger.error("Event source '" + this.parts.name() + "' did not stop in order", ex.getCause());
		}
	}

}
