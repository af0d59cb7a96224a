package dev.eventsource.client;

import java.util.stream.Stream;

import dev.eventsource.ConnectionFailedException;
import dev.eventsource.EventSourceSpec;
import dev.eventsource.MessageEvent;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Flux;

/**
 * Asks for finite streams: one request, one stream of events as the answer, such as that
 * of a language model. Any number of exchanges may be under way at a time; each has a
 * connection of its own, or a stream of HTTP/2.
 * <p>
 * A body may be a text, bytes, a {@link org.springframework.core.io.Resource}, a
 * {@link java.util.function.Supplier} of those (asked again for each attempt, and must
 * not block), {@code null} for the configured one, or any other object, which is sent as
 * JSON.
 * <p>
 * Nothing is asked twice unless the server can not have acted on it: it could not be
 * reached, or it said 429 or 503. All else is a {@link ConnectionFailedException}.
 */
public interface EventSourceClient extends AutoCloseable {

	/**
	 * Creates a client without configuration.
	 * @param spec its settings; {@code mode} is {@code finite} whatever they say
	 * @return the client; close it when done
	 */
	static EventSourceClient create(EventSourceSpec spec) {
		return create(spec, WebClient.builder());
	}

	/**
	 * Creates a client without configuration.
	 * @param spec its settings; {@code mode} is {@code finite} whatever they say
	 * @param webClientBuilder gives filters and default headers; it is copied, and its
	 * connector replaced
	 * @return the client; close it when done
	 */
	static EventSourceClient create(EventSourceSpec spec, WebClient.Builder webClientBuilder) {
		return EventSources.client(spec, webClientBuilder);
	}

	/**
	 * Returns the name of the source.
	 * @return the name
	 */
	String name();

	/**
	 * Asks, and gives the events as they come. Asks at each subscription, not before.
	 * Cancelling closes the connection; who asks for nothing makes the server wait.
	 * @param body what to send
	 * @return the events, without one that is nothing but the mark of the end
	 */
	Flux<MessageEvent> exchange(@Nullable Object body);

	/**
	 * Asks, and gives the data of the events as they come, converted. Data that stands
	 * for nothing, such as {@code null}, is left out.
	 * @param body what to send
	 * @param type what the data is; {@code String} and {@code byte[]} as sent
	 * @return the values
	 */
	<T> Flux<T> exchange(@Nullable Object body, Class<T> type);

	/**
	 * Asks, and gives the data of the events as they come, converted. Data that stands
	 * for nothing, such as {@code null}, is left out.
	 * @param body what to send
	 * @param type what the data is, with its generic type
	 * @return the values
	 */
	<T> Flux<T> exchange(@Nullable Object body, ParameterizedTypeReference<T> type);

	/**
	 * Asks, and gives the events to a thread that may wait for them.
	 * @param body what to send
	 * @return the events; to be closed if it is not read to its end
	 */
	Stream<MessageEvent> stream(@Nullable Object body);

	/**
	 * Asks, and gives the converted data to a thread that may wait for it.
	 * @param body what to send
	 * @param type what the data is; {@code String} and {@code byte[]} as sent
	 * @return the values; to be closed if it is not read to its end
	 */
	<T> Stream<T> stream(@Nullable Object body, Class<T> type);

	/**
	 * Returns how many exchanges are under way.
	 * @return the number now
	 */
	int underWay();

	/**
	 * Ends what is under way, with a {@link ConnectionFailedException} for those who
	 * wait, and refuses what comes later. No effect when closed.
	 */
	@Override
	void close();

}
