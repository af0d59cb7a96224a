package dev.eventsource.client;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import dev.eventsource.Registration;
import dev.eventsource.checkpoint.PositionKeeper;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import reactor.core.scheduler.Schedulers;

/**
 * Takes a source down: the connection first, then delivery, and a handler that takes its
 * time is interrupted in the end.
 */
final class GracefulStop {

	private static final Log logger = LogFactory.getLog(GracefulStop.class);

	private static final Duration AFTER_INTERRUPTION = Duration.ofSeconds(1);

	/** After that the others take over when the lease ends. */
	static final Duration HAND_OVER = Duration.ofSeconds(2);

	private static final Duration RENEWAL = Duration.ofSeconds(1);

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
		// from inside a handler on the event loop, the rest has to wait for the end of
		// its turn
		this.parts.delivery().pause();
		this.parts.connection().stop(reason);
		return drain();
	}

	/**
	 * Ends dispatch, once the connection is down: only then can no event slip in behind
	 * the stop.
	 * @return completes when no handler runs and what was handled is stored
	 */
	CompletableFuture<Void> drain() {
		CompletableFuture<Void> done = new CompletableFuture<>();
		interruptAfterGrace(done);
		keepLease(done);
		this.parts.delivery().pause();
		this.parts.connection().afterwards(() -> drain(done));
		return done;
	}

	/**
	 * Ends dispatch for good, at once: nothing is called any more when this returns.
	 * @return completes when no handler runs and what was handled is stored
	 */
	CompletableFuture<Void> close() {
		CompletableFuture<Void> done = new CompletableFuture<>();
		this.parts.delivery().close().thenRun(() -> done.complete(null));
		if (!done.isDone()) {
			interruptAfterGrace(done);
			keepLease(done);
		}
		return done;
	}

	private void drain(CompletableFuture<Void> done) {
		this.parts.delivery().stop().whenComplete((none, ex) -> done.complete(null));
	}

	/** What the last handlers do is to be stored, too, however long they take. */
	private void keepLease(CompletableFuture<Void> done) {
		PositionKeeper keeper = this.parts.delivery().keeper();
		if (done.isDone() || !keeper.isLeased() || keeper.isGivenUp()) {
			return;
		}
		if (keeper.isRenewalDue()) {
			keeper.renew();
		}
		Registration next = this.parts.shared().timer().schedule(RENEWAL, () -> keepLease(done));
		done.whenComplete((none, ex) -> next.remove());
	}

	/**
	 * Lets another instance have the stream.
	 * @return completes when the store knows of it, or has not answered in time
	 */
	CompletableFuture<Void> handOver() {
		CompletableFuture<Void> done = new CompletableFuture<>();
		CompletableFuture<Boolean> handedOver = this.parts.delivery().keeper().handOver();
		handedOver.whenComplete((known, failure) -> {
			if (failure != null) {
				logger.warn("Event source '" + this.parts.name() + "' could not hand its stream over; if it owns it,"
						+ " another instance takes over when the lease ends", failure);
			}
			done.complete(null);
		});
		if (!done.isDone()) {
			Registration deadline = this.parts.shared().timer().schedule(HAND_OVER, () -> done.complete(null));
			done.whenComplete((none, ex) -> deadline.remove());
		}
		return done;
	}

	private void interruptAfterGrace(CompletableFuture<Void> done) {
		Duration grace = this.parts.shared().grace();
		Registration deadline = this.parts.shared().timer().schedule(grace, () -> {
			logger.warn("Event source '" + this.parts.name() + "' stops, but a handler still runs after "
					+ LogText.seconds(grace) + "; interrupting it");
			this.parts.delivery().interrupt();
		});
		done.whenComplete((none, ex) -> deadline.remove());
	}

	/**
	 * Waits for the end, unless the calling thread is what it would wait for.
	 * @param ending completes at the end
	 * @throws RuntimeException what it fails with
	 */
	void await(CompletionStage<Void> ending) {
		await(ending, longest());
	}

	/**
	 * Waits for the end, unless the calling thread is what it would wait for.
	 * @param ending completes at the end
	 * @param patience for how long
	 * @throws RuntimeException what it fails with
	 */
	void await(CompletionStage<Void> ending, Duration patience) {
		if (mayWait() && !Patience.await(ending, patience)) {
			logger.warn("Event source '" + this.parts.name() + "' is stopped, but a handler does not let itself be"
					+ " interrupted, or the store does not answer");
		}
	}

	/** How long a stop takes in which everything takes its time. */
	Duration longest() {
		return this.parts.shared().grace().plus(AFTER_INTERRUPTION).plus(HAND_OVER);
	}

	/** Whether the calling thread is not what a stop would wait for. */
	boolean mayWait() {
		return !this.parts.delivery().isCalling() && !Schedulers.isInNonBlockingThread();
	}

}
