package dev.eventsource.client;

import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import com.sun.management.ThreadMXBean;
import dev.eventsource.EventSourceSpec;
import dev.eventsource.SseListener;
import dev.eventsource.listener.SseListenerRegistrar;
import dev.eventsource.observation.MeterSourceObservation;
import dev.eventsource.observation.SourceReadings;
import dev.eventsource.test.SseResponse;
import dev.eventsource.test.SseTestServer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.context.support.GenericApplicationContext;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Counts what an 83-byte event costs in memory on its way from the socket to a listener,
 * with meters and acknowledgement. Bytes are exact where times are not; the ceilings
 * leave room for code that is not compiled yet.
 */
class PathAllocationTests {

	private static final int EVENTS = 40_000;

	private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

	private final SseTestServer server = SseTestServer.start();

	private final LiveEventSourceRegistry registry = LiveEventSourceRegistry.builder(WebClient.builder())
		.observations(MeterSourceObservation.factory(new SimpleMeterRegistry(), (source) -> SourceReadings.NONE))
		.build();

	@AfterEach
	void close() {
		this.registry.close();
		this.server.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "direct", "shared" })
	void textCostsLittleMoreThanItself(String executor) {
		assertThat(perEvent(executor, TextListener.class)).isBetween(150L, 600L);
	}

	@ParameterizedTest
	@ValueSource(strings = { "direct", "shared" })
	void recordCostsLittleMoreThanJackson(String executor) {
		assertThat(perEvent(executor, TickListener.class)).isBetween(150L, 2_000L);
	}

	private long perEvent(String executor, Class<? extends CountingListener> listener) {
		this.server.on("/ticks").always(SseResponse.stream().raw(ticks()).stayOpen());
		run("warm", executor, listener);
		return run("measured", executor, listener) / EVENTS;
	}

	private long run(String name, String executor, Class<? extends CountingListener> listener) {
		ManagedEventSource source = this.registry.add(name,
				EventSourceSpec.builder(this.server.url("/ticks").toString()).deliveryExecutor(executor).build());
		try (GenericApplicationContext context = new GenericApplicationContext()) {
			// closing the context must not close the registry
			context.getBeanFactory().registerSingleton("sources", this.registry);
			context.registerBean(SseListenerRegistrar.class);
			context.registerBean(listener);
			context.refresh();
			Map<Long, Long> before = allocated();
			source.start();
			context.getBean(listener).await();
			return grown(before, allocated());
		}
		finally {
			source.close();
		}
	}

	private static Map<Long, Long> allocated() {
		Map<Long, Long> bytes = new HashMap<>();
		for (var thread : THREADS.getThreadInfo(THREADS.getAllThreadIds())) {
			if (thread != null && thread.getThreadName().matches("(reactor-http|eventsource)-.*")) {
				bytes.put(thread.getThreadId(), THREADS.getThreadAllocatedBytes(thread.getThreadId()));
			}
		}
		return bytes;
	}

	private static long grown(Map<Long, Long> before, Map<Long, Long> after) {
		return after.entrySet()
			.stream()
			.mapToLong((thread) -> thread.getValue() - before.getOrDefault(thread.getKey(), 0L))
			.sum();
	}

	private static String ticks() {
		StringBuilder events = new StringBuilder();
		for (int i = 0; i < EVENTS; i++) {
			events.append("id: %d\nevent: trade\ndata: {\"symbol\":\"ACME\",\"price\":123.45,\"quantity\":10000}\n\n"
				.formatted(10_000_000 + i));
		}
		return events.toString();
	}

	record Tick(String symbol, double price, int quantity) {
	}

	/** Counts down to its last event. */
	static class CountingListener {

		private final CountDownLatch last = new CountDownLatch(EVENTS);

		void count() {
			this.last.countDown();
		}

		void await() {
			try {
				assertThat(this.last.await(60, TimeUnit.SECONDS)).isTrue();
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
		}

	}

	static class TextListener extends CountingListener {

		@SseListener("trade")
		void on(String text) {
			count();
		}

	}

	static class TickListener extends CountingListener {

		@SseListener("trade")
		void on(Tick tick) {
			count();
		}

	}

}
