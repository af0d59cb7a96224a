package dev.eventsource.client;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

import dev.eventsource.EventSource;
import dev.eventsource.EventSourceErrorEvent;
import dev.eventsource.EventSourceOpenedEvent;
import dev.eventsource.EventSourceSpec;
import dev.eventsource.EventSourceState;
import dev.eventsource.FailedEvent;
import dev.eventsource.MessageEvent;
import dev.eventsource.ReadyState;
import dev.eventsource.Registration;
import dev.eventsource.delivery.EventHandler;
import dev.eventsource.delivery.EventHandlers;
import dev.eventsource.observation.SourceObservation;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Stub until the client lands. */
public final class ManagedEventSource implements EventSource, EventHandlers {

	private final List<EventHandler> handlers = new CopyOnWriteArrayList<>();

	private final String name;

	private final EventSourceSpec spec;

	private final SourceObservation observation;

	private volatile EventSourceState state;

	ManagedEventSource(String name, EventSourceSpec spec, SourceObservation observation) {
		this.name = name;
		this.spec = spec;
		this.observation = observation;
		boolean disabled = Boolean.FALSE.equals(spec.enabled());
		this.state = new EventSourceState(EventSourceState.Kind.CLOSED, disabled ? "disabled" : "created",
				Instant.now(), 0, null, null);
		observation.bind(this, this);
	}

	private void become(EventSourceState.Kind kind, String reason) {
		if (!Boolean.FALSE.equals(this.spec.enabled())) {
			this.state = new EventSourceState(kind, reason, Instant.now(), 0, null, null);
			this.observation.stateChanged(this.state);
		}
	}

	@Override
	public String name() {
		return this.name;
	}

	@Override
	public URI url() {
		return URI.create(Objects.requireNonNullElse(this.spec.url(), ""));
	}

	@Override
	public ReadyState readyState() {
		return state().readyState();
	}

	@Override
	public EventSourceState state() {
		return this.state;
	}

	@Override
	public boolean withCredentials() {
		return false;
	}

	@Override
	public String lastEventId() {
		return "";
	}

	public EventSourceSpec spec() {
		return this.spec;
	}

	public SourceFacts facts() {
		return new SourceFacts(0, 0, 0, 0, 0, null, "", null, "memory", null);
	}

	public List<FailedEvent> deadLetters() {
		return List.of();
	}

	@Override
	public void start() {
		become(EventSourceState.Kind.CONNECTING, "started");
	}

	@Override
	public void stop() {
		become(EventSourceState.Kind.CLOSED, "stopped");
	}

	CompletionStage<Void> beginStop() {
		stop();
		return CompletableFuture.completedFuture(null);
	}

	void forget() {
		this.observation.close();
	}

	@Override
	public void pause() {
		become(EventSourceState.Kind.PAUSED, "paused");
	}

	@Override
	public void resume() {
		become(EventSourceState.Kind.CONNECTING, "resumed");
	}

	@Override
	public void reconnect() {
	}

	@Override
	public void reset(String lastEventId) {
	}

	@Override
	public void close() {
		become(EventSourceState.Kind.CLOSED, "closed");
	}

	@Override
	public Registration add(EventHandler handler) {
		this.handlers.add(handler);
		return () -> this.handlers.remove(handler);
	}

	@Override
	public List<EventHandler> handlers() {
		return List.copyOf(this.handlers);
	}

	@Override
	public Registration onOpen(Consumer<EventSourceOpenedEvent> listener) {
		return () -> {
		};
	}

	@Override
	public Registration onError(Consumer<EventSourceErrorEvent> listener) {
		return () -> {
		};
	}

	@Override
	public Registration onMessage(Consumer<MessageEvent> listener) {
		return () -> {
		};
	}

	@Override
	public Registration addEventListener(String type, Consumer<MessageEvent> listener) {
		return () -> {
		};
	}

	@Override
	public Flux<MessageEvent> events() {
		return Flux.never();
	}

	@Override
	public Mono<Void> events(Function<MessageEvent, ? extends Publisher<?>> handler) {
		return Mono.never();
	}

	@Override
	public Stream<MessageEvent> stream() {
		return Stream.empty();
	}

}
