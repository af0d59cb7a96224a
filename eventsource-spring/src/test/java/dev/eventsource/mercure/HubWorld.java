package dev.eventsource.mercure;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

import dev.eventsource.EventSourceSpec;
import dev.eventsource.EventSourceSpecBuilder;
import dev.eventsource.MercureSpec;
import dev.eventsource.MercureSpec.Algorithm;
import dev.eventsource.MercureSpec.Generation;
import dev.eventsource.MessageEvent;
import dev.eventsource.client.LiveEventSourceRegistry;
import dev.eventsource.client.ManagedEventSource;
import dev.eventsource.client.RegistryBuilder;
import dev.eventsource.test.MercureTestHub;
import dev.eventsource.test.SseServerOptions;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A hub, and a source of it.
 */
final class HubWorld implements AutoCloseable {

	static final String TOPIC = "https://example.com/books/1";

	private final BlockingQueue<MessageEvent> received = new LinkedBlockingQueue<>();

	final List<Object> told = new CopyOnWriteArrayList<>();

	final MercureTestHub hub;

	private final LiveEventSourceRegistry registry;

	HubWorld(Generation generation) {
		this(generation, SseServerOptions.defaults(), (registry) -> {
		});
	}

	HubWorld(Generation generation, SseServerOptions options, Consumer<RegistryBuilder> settings) {
		this(generation, options, settings, () -> "");
	}

	HubWorld(Generation generation, SseServerOptions options, Consumer<RegistryBuilder> settings,
			Supplier<String> tokens) {
		this.hub = MercureTestHub.start(MercureTestHub.Generation.valueOf(generation.name()),
				options.withPatience(Duration.ofSeconds(30)));
		MercureCustomizer mercure = new MercureCustomizer((name) -> tokens, Clock.systemUTC(),
				RandomGenerator.getDefault());
		RegistryBuilder builder = LiveEventSourceRegistry.builder(WebClient.builder())
			.customizers(List.of(mercure))
			.requestCustomizers(List.of(mercure))
			.applicationEvents(this.told::add);
		settings.accept(builder);
		this.registry = builder.build();
	}

	static MercureSpec.Jwt signed() {
		MercureSpec.Jwt jwt = MercureSpec.Jwt.signed(Algorithm.HS256, MercureTestHub.SECRET);
		return new MercureSpec.Jwt(null, null, jwt.key(), jwt.algorithm(), null, MercureTestHub.ISSUER, null, null,
				null, null);
	}

	ManagedEventSource subscribe(MercureSpec mercure) {
		return open(this.hub.url().toString(), mercure, (spec) -> spec);
	}

	ManagedEventSource discover(MercureSpec mercure) {
		return open(null, mercure, (spec) -> spec);
	}

	ManagedEventSource open(String url, MercureSpec mercure, UnaryOperator<EventSourceSpecBuilder> settings) {
		EventSourceSpec spec = EventSourceSpec.BUILT_IN.with((changes) -> settings
			.apply(changes.mercure(mercure).reconnectDelay(Duration.ofMillis(50)).reconnectMinDelay(Duration.ZERO)));
		if (url != null) {
			spec = spec.overlay(EventSourceSpec.builder(url).build());
		}
		ManagedEventSource source = this.registry.add("books", spec);
		source.onMessage(this.received::add);
		source.start();
		return source;
	}

	MessageEvent next() throws InterruptedException {
		MessageEvent event = this.received.poll(10, TimeUnit.SECONDS);
		assertThat(event).as("an update within ten seconds").isNotNull();
		return event;
	}

	boolean isQuiet() {
		return this.received.isEmpty();
	}

	@Override
	public void close() {
		this.registry.close();
		this.hub.close();
	}

}
