package dev.eventsource.delivery;

import java.util.concurrent.Executor;

import dev.eventsource.DeadLetterPublisher;
import dev.eventsource.PayloadConverter;
import dev.eventsource.Timer;
import dev.eventsource.checkpoint.CheckpointStore;
import org.jspecify.annotations.Nullable;

/**
 * What delivery needs from outside.
 *
 * @param executor runs handlers; may run a task on the calling thread
 * @param blockingExecutor runs what may block although handlers do not: the publisher
 * @param storeExecutor runs calls to the store; never waits for handlers, or leases would
 * end meanwhile
 * @param timer tells the time and wakes
 * @param store keeps the position
 * @param deadLetterPublisher keeps dead letters, or {@code null} to keep the last ones in
 * memory
 * @param payloadConverter reads payloads for expressions in settings, or {@code null} if
 * nothing can
 * @param attempts puts transactions around attempts, or {@code null} if nothing can
 */
public record DeliverySeams(Executor executor, Executor blockingExecutor, Executor storeExecutor, Timer timer,
		CheckpointStore store, @Nullable DeadLetterPublisher deadLetterPublisher,
		@Nullable PayloadConverter payloadConverter, @Nullable AttemptScope attempts) {

	/**
	 * Creates seams of one executor for everything.
	 * @param executor runs handlers, store and publisher; no event loop
	 * @param timer tells the time and wakes
	 * @param store keeps the position
	 * @param deadLetterPublisher keeps dead letters, or {@code null} to keep the last
	 * ones in memory
	 */
	public DeliverySeams(Executor executor, Timer timer, CheckpointStore store,
			@Nullable DeadLetterPublisher deadLetterPublisher) {
		this(executor, executor, executor, timer, store, deadLetterPublisher, null, null);
	}

}
