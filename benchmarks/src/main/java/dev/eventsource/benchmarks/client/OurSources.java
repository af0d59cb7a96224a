package dev.eventsource.benchmarks.client;

import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;

import dev.eventsource.EventSource;
import dev.eventsource.EventSourceSpec;
import dev.eventsource.client.LiveEventSourceRegistry;
import dev.eventsource.client.ManagedEventSource;
import dev.eventsource.client.RegistryBuilder;
import dev.eventsource.observation.MeterSourceObservation;
import dev.eventsource.observation.SourceReadings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * Our sources with a callback: position in memory, acknowledged, limited.
 */
final class OurSources implements Contender {

	private final LiveEventSourceRegistry registry;

	private final AtomicInteger opened = new AtomicInteger();

	private final String executor;

	private int moreListeners;

	private OurSources(RegistryBuilder registry, String executor) {
		this.registry = registry.build();
		this.executor = executor;
	}

	static OurSources withMeters(String executor) {
		return new OurSources(
				LiveEventSourceRegistry.builder(WebClient.builder())
					.observations(MeterSourceObservation.factory(new SimpleMeterRegistry(), OurSources::read)),
				executor);
	}

	static OurSources withoutMeters(String executor) {
		return new OurSources(LiveEventSourceRegistry.builder(WebClient.builder()), executor);
	}

	/**
	 * Adds listeners for types {@code t0} and so on.
	 */
	OurSources andListeners(int number) {
		this.moreListeners = number;
		return this;
	}

	private static SourceReadings read(EventSource source) {
		return ((ManagedEventSource) source).facts().readings();
	}

	@Override
	public void open(URI url, String type, EventCounter counter) {
		EventSourceSpec spec = EventSourceSpec.builder(url.toString()).deliveryExecutor(this.executor).build();
		ManagedEventSource source = this.registry.add("bench-" + this.opened.incrementAndGet(), spec);
		if (!type.equals("t0")) {
			source.addEventListener(type, (event) -> counter.event(event.data()));
		}
		for (int listener = 0; listener < this.moreListeners; listener++) {
			source.addEventListener("t" + listener, (event) -> counter.event(event.data()));
		}
		source.start();
	}

}
