package dev.eventsource.client;

import java.util.concurrent.CompletableFuture;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * What ends, one after another, before a source may begin anew. Used in turns of the
 * control.
 */
final class StopChain {

	private static final Log logger = LogFactory.getLog(StopChain.class);

	private final SourceParts parts;

	private final GracefulStop stopping;

	private final Ownership ownership;

	// chained, for dependents of one future run in no stated order
	private CompletableFuture<Void> last = CompletableFuture.completedFuture(null);

	StopChain(SourceParts parts, GracefulStop stopping, Ownership ownership) {
		this.parts = parts;
		this.stopping = stopping;
		this.ownership = ownership;
	}

	/**
	 * Runs a task when everything so far has ended.
	 * @param task the task
	 */
	void then(Runnable task) {
		this.last = this.last.thenRun(task);
	}

	/**
	 * Takes the source down at once, and keeps the stream.
	 * @param reason why, in one word
	 */
	void stop(String reason) {
		this.last = this.last.thenCombine(this.stopping.begin(reason), (before, now) -> now);
	}

	/**
	 * Ends dispatch at once, whatever becomes of the connection.
	 */
	void drain() {
		this.last = this.last.thenCombine(this.stopping.drain(), (before, now) -> now);
	}

	/**
	 * Lets another instance have the stream when everything so far has ended.
	 */
	void handOver() {
		boolean held = this.ownership.isHeld();
		this.ownership.abandon();
		this.last = held ? this.last.thenCompose((none) -> this.stopping.handOver())
				// nothing to wait for, but what is being asked for may be granted yet
				: this.last.thenRun(this.stopping::handOver);
	}

	/**
	 * Moves the position, and takes the stream, when everything so far has ended.
	 * @param lastEventId where to
	 * @param done completed when it is moved; fails if it stays where it was
	 */
	void move(String lastEventId, CompletableFuture<Void> done) {
		this.ownership.abandon();
		this.last = this.last.thenCompose((none) -> moveNow(lastEventId)).handle((id, failure) -> {
			tell(failure, done);
			return null;
		});
	}

	private CompletableFuture<String> moveNow(String lastEventId) {
		String before = this.parts.delivery().keeper().committedId();
		return this.parts.delivery().keeper().move(this.parts.owner(), lastEventId).whenComplete((id, failure) -> {
			if (failure == null) {
				logger.info(this.parts.name() + " reset from id " + LogText.quote(before) + " to id "
						+ LogText.quote(lastEventId));
			}
		});
	}

	private void tell(@Nullable Throwable failure, CompletableFuture<Void> done) {
		if (failure == null) {
			done.complete(null);
			return;
		}
		Throwable cause = (failure.getCause() != null) ? failure.getCause() : failure;
		logger.error("The position of '" + this.parts.name() + "' could not be moved; it stays where it was", cause);
		done.completeExceptionally(cause);
	}

}
