package dev.eventsource.listener;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import dev.eventsource.Acknowledgment;
import dev.eventsource.EventSource;
import dev.eventsource.EventSourceRegistry;
import dev.eventsource.EventSourceSpec;
import dev.eventsource.MessageEvent;
import dev.eventsource.Registration;
import dev.eventsource.delivery.EventHandler;
import dev.eventsource.delivery.EventHandlers;
import dev.eventsource.delivery.HandlerTargets;
import org.jspecify.annotations.Nullable;

import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/**
 * Sources that only collect their handlers, and call them in turn.
 */
class FakeTargets implements HandlerTargets, EventSourceRegistry {

	private final Map<String, List<EventHandler>> sources = new LinkedHashMap<>();

	private final List<Consumer<String>> listeners = new ArrayList<>();

	final AtomicInteger acknowledged = new AtomicInteger();

	final AtomicInteger detached = new AtomicInteger();

	FakeTargets(String... names) {
		List.of(names).forEach((name) -> this.sources.put(name, new ArrayList<>()));
	}

	void register(String name) {
		this.sources.put(name, new ArrayList<>());
		this.listeners.forEach((listener) -> listener.accept(name));
	}

	List<String> ids(String source) {
		return handlers(source).handlers().stream().map(EventHandler::id).toList();
	}

	EventHandler only(String source) {
		List<EventHandler> handlers = handlers(source).handlers();
		if (handlers.size() != 1) {
			throw new AssertionError("Not one handler: " + handlers);
		}
		return handlers.get(0);
	}

	/** Hands an event to the only handler of a source. */
	@Nullable CompletionStage<?> send(String source, String type, String data) throws Exception {
		Acknowledgment acknowledgment = this.acknowledged::incrementAndGet;
		byte[] bytes = data.getBytes(StandardCharsets.UTF_8);
		return only(source).handle(MessageEvent.of(source, "http://localhost", type, bytes, "id-1"), acknowledgment);
	}

	@Override
	public Set<String> sources() {
		return Set.copyOf(this.sources.keySet());
	}

	@Override
	public EventHandlers handlers(String source) {
		List<EventHandler> handlers = this.sources.get(source);
		if (handlers == null) {
			throw new AssertionError("No source " + source);
		}
		return new EventHandlers() {

			@Override
			public Registration add(EventHandler handler) {
				handlers.add(handler);
				return () -> {
					FakeTargets.this.detached.incrementAndGet();
					handlers.remove(handler);
				};
			}

			@Override
			public List<EventHandler> handlers() {
				return List.copyOf(handlers);
			}

		};
	}

	@Override
	public void onRegistered(Consumer<String> listener) {
		this.listeners.add(listener);
	}

	@Override
	public EventSource get(String name) {
		EventSource source = mock(EventSource.class);
		given(source.name()).willReturn(name);
		return source;
	}

	@Override
	public Set<String> names() {
		return sources();
	}

	@Override
	public EventSource register(String name, EventSourceSpec spec) {
		throw new UnsupportedOperationException();
	}

	@Override
	public boolean remove(String name) {
		return this.sources.remove(name) != null;
	}

}
