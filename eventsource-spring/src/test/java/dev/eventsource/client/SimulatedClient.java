package dev.eventsource.client;

import java.util.concurrent.Executor;
import java.util.function.DoubleSupplier;
import java.util.random.RandomGenerator;

import dev.eventsource.DeadLetterPublisher;
import dev.eventsource.Timer;
import dev.eventsource.checkpoint.CheckpointStore;
import dev.eventsource.connection.Transport;
import dev.eventsource.observation.SourceObservation;
import org.jspecify.annotations.Nullable;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * Assembles a registry as applications have it, with every seam replaced.
 *
 * @param timer the clock
 * @param executor runs handlers and what may block
 * @param store keeps positions
 * @param transport brings bytes
 */
public record SimulatedClient(Timer timer, Executor executor, CheckpointStore store, Transport transport) {

	private static final WebClient.Builder UNUSED = WebClient.builder();

	/**
	 * Makes a registry.
	 * @param random chance, from 0 to 1
	 * @param observation watches the source
	 * @param publisher keeps dead letters, or {@code null}
	 * @return the registry, without sources
	 */
	public LiveEventSourceRegistry registry(DoubleSupplier random, SourceObservation observation,
			@Nullable DeadLetterPublisher publisher) {
		return LiveEventSourceRegistry.builder(UNUSED)
			.timer(this.timer)
			.executors((name) -> this.executor)
			.checkpointStores((name) -> this.store)
			.transports((spec) -> this.transport)
			.random(new Chance(random))
			.observations((source) -> observation)
			.deadLetterPublisher(publisher)
			.build();
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
