package dev.eventsource.client;

import java.lang.management.ManagementFactory;
import java.time.Duration;

import dev.eventsource.EventSource;
import dev.eventsource.EventSourceSpec;
import dev.eventsource.observation.MeterSourceObservation;
import dev.eventsource.testing.ManualTimer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is left of connections that come and go, and of sources that do: no meter, no
 * timer, no memory.
 */
@Timeout(600)
class SourceMemoryTests {

	private static final int RECONNECTS = Integer.getInteger("memory.reconnects", 10_000);

	private static final int SOURCES = Integer.getInteger("memory.sources", 1_000);

	/** What is only kept ready, and what the compiler and JUnit take meanwhile. */
	private static final long ROOM = 2 * 1024 * 1024;

	private final ManualTimer timer = new ManualTimer();

	private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

	private final LastExchange transport = new LastExchange();

	private final LiveEventSourceRegistry sources = LiveEventSourceRegistry.builder(WebClient.builder())
		.transports((spec) -> this.transport)
		.executors((name) -> Runnable::run)
		.timer(this.timer)
		.observations(MeterSourceObservation.factory(this.meters,
				(source) -> ((ManagedEventSource) source).facts().readings()))
		.build();

	@AfterEach
	void close() {
		this.sources.close();
	}

	private EventSource register(String name) {
		EventSource source = this.sources.register(name, EventSourceSpec.builder("http://localhost/").build());
		source.onMessage((message) -> {
		});
		this.transport.stream();
		return source;
	}

	@Test
	void staysLevelOverReconnects() {
		register("prices");
		int meters = 0;
		long heap = 0;

		for (int i = 0; i < RECONNECTS; i++) {
			this.transport.end();
			this.timer.advance(Duration.ofSeconds(10));
			this.transport.stream();
			if (i == RECONNECTS / 10) {
				meters = this.meters.getMeters().size();
				heap = heap();
			}
		}

		assertThat(this.meters.get("eventsource.events").tag("type", "message").functionCounter().count())
			.isEqualTo(RECONNECTS + 1);
		assertThat(this.meters.getMeters()).hasSize(meters);
		assertThat(this.timer.scheduled()).isLessThanOrEqualTo(2);
		assertThat(heap()).isLessThan(heap + ROOM);
	}

	@Test
	void staysLevelWhileSourcesComeAndGo() {
		long heap = 0;

		for (int i = 0; i < SOURCES; i++) {
			register("prices-" + i % 7);
			this.sources.remove("prices-" + i % 7);
			if (i == SOURCES / 10) {
				heap = heap();
			}
		}

		assertThat(this.meters.getMeters()).isEmpty();
		assertThat(this.sources.names()).isEmpty();
		assertThat(this.timer.scheduled()).isLessThanOrEqualTo(1);
		assertThat(heap()).isLessThan(heap + ROOM);
	}

	private static long heap() {
		for (int i = 0; i < 3; i++) {
			System.gc();
		}
		return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
	}

}
