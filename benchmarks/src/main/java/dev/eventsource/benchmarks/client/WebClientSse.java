package dev.eventsource.benchmarks.client;

import java.net.URI;
import java.time.Duration;
import java.util.function.BiConsumer;

import org.jspecify.annotations.Nullable;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Flux;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;
import reactor.util.retry.Retry;

/**
 * WebClient with Spring's reader of events.
 *
 * @param <T> what the data of an event becomes
 */
final class WebClientSse<T> implements Contender {

	private static final Duration DELAY = Duration.ofSeconds(2);

	private final WebClient client = WebClient.builder()
		.clientConnector(new ReactorClientHttpConnector(HttpClient.create(ConnectionProvider.newConnection())))
		.build();

	private final ParameterizedTypeReference<ServerSentEvent<T>> eventType;

	private final BiConsumer<EventCounter, T> delivery;

	private boolean reconnecting;

	private WebClientSse(ParameterizedTypeReference<ServerSentEvent<T>> eventType,
			BiConsumer<EventCounter, T> delivery) {
		this.eventType = eventType;
		this.delivery = delivery;
	}

	static WebClientSse<String> texts() {
		return new WebClientSse<>(new ParameterizedTypeReference<>() {
		}, EventCounter::event);
	}

	static WebClientSse<Change> records() {
		return new WebClientSse<>(new ParameterizedTypeReference<>() {
		}, EventCounter::event);
	}

	/**
	 * The same with what it takes to connect again.
	 */
	static WebClientSse<String> again() {
		WebClientSse<String> client = texts();
		client.reconnecting = true;
		return client;
	}

	@Override
	public void open(URI url, String type, EventCounter counter) {
		Flux<ServerSentEvent<T>> events = this.client.get().uri(url).retrieve().bodyToFlux(this.eventType);
		if (this.reconnecting) {
			events = events.repeatWhen((ends) -> ends.delayElements(DELAY))
				.retryWhen(Retry.backoff(Long.MAX_VALUE, DELAY));
		}
		events.subscribe((event) -> deliver(counter, event.data()));
	}

	private void deliver(EventCounter counter, @Nullable T data) {
		// a comment becomes an event without data
		if (data != null) {
			this.delivery.accept(counter, data);
		}
	}

}
