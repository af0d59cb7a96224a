package dev.eventsource.client;

import java.util.concurrent.atomic.AtomicInteger;

import dev.eventsource.EventSource;
import dev.eventsource.EventSourceSpec;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * Event sources without Spring Boot.
 */
public final class EventSources {

	private static final AtomicInteger opened = new AtomicInteger();

	private EventSources() {
	}

	/**
	 * Opens a stream and connects at once, as the standard's constructor does. Its
	 * listeners run on threads that all sources opened here share.
	 * @param url an http or https URL
	 * @return the source; close it when done
	 */
	public static EventSource open(String url) {
		return open(EventSourceSpec.builder(url).build());
	}

	/**
	 * Opens a stream with settings of its own and connects at once.
	 * @param spec the settings
	 * @return the source; close it when done
	 */
	public static EventSource open(EventSourceSpec spec) {
		ManagedEventSource source = builder(WebClient.builder()).spec(spec).build();
		source.startEagerly();
		return source;
	}

	static EventSourceClient client(EventSourceSpec spec, WebClient.Builder webClientBuilder) {
		String name = "eventsource-" + opened.incrementAndGet();
		LiveEventSourceRegistry registry = LiveEventSourceRegistry.builder(webClientBuilder)
			.timer(StandaloneThreads.TIMER)
			.executors((any) -> StandaloneThreads.EXECUTOR)
			.build();
		return registry.standaloneClient(name, FiniteSpec.finite(spec));
	}

	/**
	 * Begins a source that does not connect before {@link EventSource#start()}.
	 * @param webClientBuilder gives filters and default headers; it is copied, and its
	 * connector replaced
	 * @return a builder
	 */
	public static EventSourceBuilder builder(WebClient.Builder webClientBuilder) {
		return new EventSourceBuilder("eventsource-" + opened.incrementAndGet(),
				LiveEventSourceRegistry.builder(webClientBuilder));
	}

}
