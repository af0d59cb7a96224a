package dev.eventsource.samples.docs;

import java.time.Duration;
import java.util.stream.Stream;

import dev.eventsource.EventSource;
import dev.eventsource.EventSourceSpec;
import dev.eventsource.MessageEvent;
import dev.eventsource.client.EventSourceClient;
import dev.eventsource.client.EventSources;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

import org.springframework.web.reactive.function.client.WebClient;

/**
 * Sources without Spring Boot.
 */
final class WithoutSpringBoot {

	private WithoutSpringBoot() {
	}

	interface Ledger {

		Mono<Void> bookLater(String data);

	}

	static EventSource open(String url) {
		EventSource source = EventSources.open(url);
		source.onOpen((opened) -> System.out.println("open"));
		source.onError((error) -> System.out.println(error.reason() + ", again at " + error.nextAttempt()));
		source.addEventListener("tick", (event) -> System.out.println(event.lastEventId() + " " + event.data()));
		return source;
	}

	static EventSource build(String url) {
		EventSourceSpec spec = EventSourceSpec.builder(url)
			.bearer("secret")
			.idleTimeout(Duration.ofSeconds(45))
			.reconnectMaxDelay(Duration.ofMinutes(1))
			.build();
		EventSource source = EventSources.builder(WebClient.builder()).name("prices").spec(spec).build();
		source.addEventListener("tick", (event) -> System.out.println(event.data()));
		source.start();
		return source;
	}

	static void loop(String url) {
		try (EventSource source = EventSources.open(url); Stream<MessageEvent> events = source.stream()) {
			events.limit(10).forEach((event) -> System.out.println(event.data()));
		}
	}

	static void ask(String url, String key) {
		EventSourceSpec spec = EventSourceSpec.builder(url).bearer(key).completeOnData("[DONE]").build();
		try (EventSourceClient client = EventSourceClient.create(spec)) {
			client.exchange("{\"stream\":true}", String.class).doOnNext(System.out::print).blockLast();
		}
	}

	static Disposable subscribe(EventSource source, Ledger ledger) {
		Disposable subscription = source.events((event) -> ledger.bookLater(event.data())).subscribe();
		return subscription;
	}

}
