package dev.eventsource.client;

import java.lang.reflect.Type;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import java.util.stream.Stream;

import dev.eventsource.MessageEvent;
import dev.eventsource.payload.PayloadReader;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ParameterizedTypeReference;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * The client of one finite source. Holds its exchanges, so that none outlives it.
 */
final class FiniteClient implements EventSourceClient {

	// small: what is on the way to the subscriber is memory
	private static final int AHEAD = 16;

	private final Set<FiniteExchange> exchanges = ConcurrentHashMap.newKeySet();

	private final FiniteParts parts;

	private final Runnable release;

	private volatile boolean closed;

	/**
	 * Creates a client.
	 * @param parts what exchanges are made of
	 * @param release called when it is closed
	 */
	FiniteClient(FiniteParts parts, Runnable release) {
		this.parts = parts;
		this.release = release;
	}

	@Override
	public String name() {
		return this.parts.name();
	}

	@Override
	public Flux<MessageEvent> exchange(@Nullable Object body) {
		return Flux.defer(() -> begin(body));
	}

	private Flux<MessageEvent> begin(@Nullable Object body) {
		if (this.closed) {
			return Flux.error(this.parts.refusal("closed", "The client is closed"));
		}
		FiniteExchange exchange = this.parts.exchange(bytes(body), this.exchanges::remove);
		this.exchanges.add(exchange);
		if (this.closed) {
			// its end came between
			exchange.end();
		}
		return exchange.events((events) -> onOtherThreads(events));
	}

	private Flux<MessageEvent> onOtherThreads(Flux<MessageEvent> events) {
		Executor executor = this.parts.executor();
		if (executor == null) {
			return events;
		}
		Scheduler scheduler = Schedulers.fromExecutor(executor);
		return events.publishOn(scheduler, AHEAD);
	}

	private @Nullable Supplier<byte[]> bytes(@Nullable Object body) {
		if (body == null) {
			return null;
		}
		if (body instanceof Supplier<?> supplier) {
			return () -> this.parts.bytes(supplier.get());
		}
		byte[] bytes = this.parts.bytes(body);
		return () -> bytes;
	}

	@Override
	public <T> Flux<T> exchange(@Nullable Object body, Class<T> type) {
		return converted(body, type);
	}

	@Override
	public <T> Flux<T> exchange(@Nullable Object body, ParameterizedTypeReference<T> type) {
		return converted(body, type.getType());
	}

	@SuppressWarnings("unchecked")
	private <T> Flux<T> converted(@Nullable Object body, Type type) {
		if (type == MessageEvent.class) {
			return (Flux<T>) exchange(body);
		}
		PayloadReader reader = PayloadReader.of(type, this.parts::converter);
		return exchange(body).handle((event, values) -> {
			Object value = reader.read(event);
			if (value != null) {
				values.next((T) value);
			}
		});
	}

	@Override
	public Stream<MessageEvent> stream(@Nullable Object body) {
		return exchange(body).toStream(AHEAD);
	}

	@Override
	public <T> Stream<T> stream(@Nullable Object body, Class<T> type) {
		return exchange(body, type).toStream(AHEAD);
	}

	@Override
	public int underWay() {
		return this.exchanges.size();
	}

	@Override
	public void close() {
		if (!this.closed) {
			this.closed = true;
			this.exchanges.forEach(FiniteExchange::end);
			this.release.run();
		}
	}

	@Override
	public String toString() {
		return "EventSourceClient[" + name() + ", " + underWay() + " under way]";
	}

}
