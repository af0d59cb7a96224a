package dev.eventsource.client;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.random.RandomGenerator;

import dev.eventsource.DeadLetterPublisher;
import dev.eventsource.EventSourceSpec;
import dev.eventsource.PayloadConverter;
import dev.eventsource.Timer;
import dev.eventsource.checkpoint.CheckpointStore;
import dev.eventsource.connection.ConnectGate;
import dev.eventsource.connection.ConnectionSeams;
import dev.eventsource.connection.FreshCredentials;
import dev.eventsource.connection.Transport;
import dev.eventsource.delivery.AttemptScope;
import dev.eventsource.delivery.DeliverySeams;
import org.jspecify.annotations.Nullable;

/**
 * What the sources of one registry share.
 *
 * @param transports gives the transport by a source's name and settings
 * @param additions who adds to settings and requests
 * @param timer clock and wake-ups
 * @param random chance
 * @param gate bounds the attempts under way
 * @param executors gives an executor by the value of {@code delivery.executor}
 * @param storeExecutor runs calls to stores, and what keeps hold of streams
 * @param stores gives a store by a source's settings
 * @param deadLetterPublisher keeps dead letters, or {@code null} to keep the last ones in
 * memory
 * @param payloadConverter reads payloads for expressions in settings and for clients, or
 * {@code null}
 * @param bodyMapper makes request bodies of objects, or {@code null}
 * @param attempts gives transactions by the value of
 * {@code checkpoint.transaction-manager}, {@code null} if that is not set
 * @param applicationEvents takes application events, on the executor
 * @param sweep ticks running sources
 * @param grace time that running handlers have when a source stops
 * @param applicationName first part of the default checkpoint key; may be empty
 */
record Assembly(BiFunction<String, EventSourceSpec, Transport> transports, SourceAdditions additions, Timer timer,
		RandomGenerator random, ConnectGate gate, Function<String, Executor> executors, Executor storeExecutor,
		Function<EventSourceSpec.Checkpointing, CheckpointStore> stores,
		@Nullable DeadLetterPublisher deadLetterPublisher, @Nullable PayloadConverter payloadConverter,
		@Nullable Function<Object, byte[]> bodyMapper, Function<@Nullable String, @Nullable AttemptScope> attempts,
		Consumer<Object> applicationEvents, Sweep sweep, Duration grace, String applicationName) {

	ConnectionSeams connectionSeams(String source, EventSourceSpec spec) {
		return new ConnectionSeams(this.transports.apply(source, spec), this.timer, this.random, this.gate,
				new FreshCredentials(this.additions.requestCustomizers(source, spec), blockingExecutor()));
	}

	DeliverySeams deliverySeams(String executor, EventSourceSpec.Checkpointing checkpoint) {
		return new DeliverySeams(this.executors.apply(executor), blockingExecutor(), this.storeExecutor, this.timer,
				this.stores.apply(checkpoint), this.deadLetterPublisher, this.payloadConverter, attempts(checkpoint));
	}

	private @Nullable AttemptScope attempts(EventSourceSpec.Checkpointing checkpoint) {
		boolean asked = Boolean.TRUE.equals(checkpoint.transactional());
		return asked ? this.attempts.apply(checkpoint.transactionManager()) : null;
	}

	/** Runs what may block, for sources whose handlers run on the event loop too. */
	Executor blockingExecutor() {
		return this.executors.apply("shared");
	}

	String checkpointKey(String source) {
		return this.applicationName.isEmpty() ? source : this.applicationName + "/" + source;
	}

}
