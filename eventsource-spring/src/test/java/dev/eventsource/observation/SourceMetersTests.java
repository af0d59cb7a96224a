package dev.eventsource.observation;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import dev.eventsource.observation.SourceMeters.Naming;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The meters of a source that goes while something happens.
 */
class SourceMetersTests {

	private static final Naming SAVES = new Naming("eventsource.checkpoint.saves", null, "saves");

	private final MeterRegistry registry = new SimpleMeterRegistry();

	private final ExecutorService threads = Executors.newFixedThreadPool(2);

	@AfterEach
	void stop() {
		this.threads.shutdownNow();
	}

	@Test
	void goWhileSomethingHappensForTheFirstTime() throws Exception {
		for (int round = 0; round < 3000; round++) {
			SourceMeters meters = new SourceMeters(this.registry, "orders");
			CyclicBarrier start = new CyclicBarrier(2);

			CompletableFuture<?> happening = run(start, () -> meters.happened(SAVES, "", ""));
			CompletableFuture<?> going = run(start, meters::removeAll);

			CompletableFuture.allOf(happening, going).get(30, TimeUnit.SECONDS);
			assertThat(this.registry.getMeters()).isEmpty();
		}
	}

	private CompletableFuture<?> run(CyclicBarrier start, Runnable task) {
		return CompletableFuture.runAsync(() -> {
			try {
				start.await();
			}
			catch (Exception ex) {
				throw new IllegalStateException(ex);
			}
			task.run();
		}, this.threads);
	}

}
