package dev.eventsource.client;

import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import java.util.random.RandomGenerator;

import dev.eventsource.DeadLetterPublisher;
import dev.eventsource.EventSourceSpec;
import dev.eventsource.Timer;
import dev.eventsource.checkpoint.CheckpointStore;
import dev.eventsource.connection.Transport;
import dev.eventsource.delivery.AttemptScope;
import dev.eventsource.observation.SourceObservation;
import org.jspecify.annotations.Nullable;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * Assembles a registry as applications have it, with every seam replaced.
 *
 * @param timer the clock
 * @param executor runs handlers and what may block
 * @param storeExecutor makes calls to stores
 * @param stores gives what keeps positions, by the value of {@code checkpoint.store}
 * @param transports gives what brings bytes, by a source's settings
 * @param maxConcurrentConnects attempts at a time; 0 for no limit
 */
public record SimulatedClient(Timer timer, Executor executor, Executor storeExecutor,
		Function<String, CheckpointStore> stores, Function<EventSourceSpec, Transport> transports,
		int maxConcurrentConnects) {

	private static final WebClient.Builder UNUSED = WebClient.builder();

	/**
	 * Creates a client of one executor for everything.
	 * @param timer the clock
	 * @param executor runs handlers and what may block
	 * @param stores gives what keeps positions
	 * @param transports gives what brings bytes
	 * @param maxConcurrentConnects attempts at a time; 0 for no limit
	 */
	public SimulatedClient(Timer timer, Executor executor, Function<String, CheckpointStore> stores,
			Function<EventSourceSpec, Transport> transports, int maxConcurrentConnects) {
		this(timer, executor, executor, stores, transports, maxConcurrentConnects);
	}

	/**
	 * Makes a registry.
	 * @param random chance, from 0 to 1
	 * @param observations watch the sources, by name
	 * @param publisher keeps dead letters, or {@code null}
	 * @return the registry, without sources
	 */
	public LiveEventSourceRegistry registry(DoubleSupplier random, Function<String, SourceObservation> observations,
			@Nullable DeadLetterPublisher publisher) {
		return registry(random, observations, publisher, null);
	}

	LiveEventSourceRegistry registry(DoubleSupplier random, Function<String, SourceObservation> observations,
			@Nullable DeadLetterPublisher publisher, @Nullable AttemptScope attempts) {
		return LiveEventSourceRegistry.builder(UNUSED)
			.timer(this.timer)
			.executors((name) -> this.executor)
			.storeExecutor(this.storeExecutor)
			.checkpointStores(this.stores)
			.transports(this.transports)
			.maxConcurrentConnects(this.maxConcurrentConnects)
			.random(new Chance(random))
			.observations(observations)
			.deadLetterPublisher(publisher)
			.transactions((name) -> attempts)
			.build();
	}

	/**
	 * Stops a source without waiting for it.
	 * @param source the source
	 * @return completes when it has stopped
	 */
	public static CompletionStage<Void> beginStop(ManagedEventSource source) {
		return source.beginStop();
	}

	/**
	 * Closes a registry without waiting for it.
	 * @param registry the registry
	 * @return completes when it is closed
	 */
	public static CompletionStage<Void> beginClose(LiveEventSourceRegistry registry) {
		return registry.beginClose();
	}

	/**
	 * Moves the position without waiting.
	 * @param source a source
	 * @param lastEventId where to
	 * @return completes when it is moved
	 */
	public static CompletionStage<Void> beginReset(ManagedEventSource source, String lastEventId) {
		return source.beginReset(lastEventId);
	}

	private record Chance(DoubleSupplier draw) implements RandomGenerator {

		@Override
		public long nextLong() {
			return (long) (this.draw.getAsDouble() * Long.MAX_VALUE);
		}

		@Override
		public double nextDouble() {
			return this.draw.getAsDouble();
		}

	}

}
