package dev.eventsource.client;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

import dev.eventsource.DeadLetter;
import dev.eventsource.EventSource;
import dev.eventsource.EventSourceErrorEvent;
import dev.eventsource.EventSourceOpenedEvent;
import dev.eventsource.EventSourceSpec;
import dev.eventsource.EventSourceState;
import dev.eventsource.FailedEvent;
import dev.eventsource.MessageEvent;
import dev.eventsource.ReadyState;
import dev.eventsource.Registration;
import dev.eventsource.delivery.CallbackHandler;
import dev.eventsource.delivery.EventHandler;
import dev.eventsource.delivery.EventHandlers;
import dev.eventsource.delivery.EventSubscribers;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A source of the registry: what users, listeners, health and the endpoint hold in their
 * hands. It only passes calls on, to {@link SourceControl} what changes the source, to
 * its parts what asks.
 */
public final class ManagedEventSource implements EventSource, EventHandlers {

	private final SourceControl control;

	private final GracefulStop stopping;

	private final SourceParts parts;

	private final EventSubscribers subscribers;

	ManagedEventSource(SourceParts parts) {
		this.parts = parts;
		this.stopping = new GracefulStop(parts);
		this.control = new SourceControl(parts, this.stopping);
		this.subscribers = new EventSubscribers(this);
		parts.callbacks().attach(this.subscribers);
	}

	@Override
	public String name() {
		return this.parts.name();
	}

	@Override
	public URI url() {
		return this.parts.url();
	}

	@Override
	public ReadyState readyState() {
		return state().readyState();
	}

	@Override
	public EventSourceState state() {
		EventSourceState actual = this.parts.connection().state();
		if (!this.control.isClosed() || actual.kind() == EventSourceState.Kind.CLOSED) {
			return actual;
		}
		// closed when close() has returned, whatever still runs
		return new EventSourceState(EventSourceState.Kind.CLOSED, "closed", actual.since(), 0, null,
				actual.lastError());
	}

	@Override
	public boolean withCredentials() {
		return Boolean.TRUE.equals(this.parts.spec().withCredentials());
	}

	@Override
	public String lastEventId() {
		return this.parts.connection().lastEventId();
	}

	/**
	 * Returns the settings in force.
	 * @return the source's own laid on the defaults laid on what is built in
	 */
	public EventSourceSpec spec() {
		return this.parts.spec();
	}

	/**
	 * Returns what there is to tell beyond the state.
	 * @return a snapshot
	 */
	public SourceFacts facts() {
		return this.parts.facts(this.control.ownership().owner());
	}

	/**
	 * Returns the dead letters that are kept in memory.
	 * @return the last ones, oldest first
	 */
	public List<FailedEvent> deadLetters() {
		return this.parts.delivery().deadLetters().inMemory();
	}

	@Override
	public List<DeadLetter> deadLetters(int most) {
		return this.parts.delivery().deadLetters().list(most);
	}

	@Override
	public CompletableFuture<Void> redeliver(String deadLetterId) {
		return this.parts.delivery().deadLetters().redeliver(deadLetterId);
	}

	@Override
	public void start() {
		this.control.start();
	}

	CompletionStage<Void> beginStart() {
		return this.control.start();
	}

	void startEagerly() {
		this.control.startEagerly();
	}

	@Override
	public void stop() {
		if (this.subscribers.isConsuming()) {
			beginStop();
			return;
		}
		this.stopping.await(beginStop());
	}

	CompletionStage<Void> beginStop() {
		return this.control.beginStop("stopped");
	}

	void disable() {
		this.parts.connection().stop("disabled");
	}

	/** From here on it is one of the sources that are watched. */
	void beginToWatch() {
		this.parts.observation().bind(this, this);
	}

	void forget() {
		this.parts.observation().close();
	}

	@Override
	public void pause() {
		this.control.pause();
	}

	@Override
	public void resume() {
		this.control.resume();
	}

	@Override
	public void reconnect() {
		this.control.reconnect();
	}

	@Override
	public void reset(String lastEventId) {
		CompletionStage<Void> moved = beginReset(lastEventId);
		if (!this.subscribers.isConsuming()) {
			this.stopping.await(moved);
		}
	}

	CompletionStage<Void> beginReset(String lastEventId) {
		return this.control.reset(lastEventId);
	}

	@Override
	public void close() {
		// asked first: closing ends them, too
		boolean mayWait = isAwaited() && canWait();
		Duration patience = patience();
		CompletionStage<Void> closed = beginClose();
		if (mayWait) {
			this.stopping.await(closed, patience);
		}
	}

	/** Whether others may wait for what this holds in its store. */
	boolean isAwaited() {
		return this.parts.delivery().keeper().isEngaged();
	}

	/** Whether the calling thread would not wait for itself. */
	boolean canWait() {
		return this.stopping.mayWait() && !this.subscribers.isConsuming();
	}

	/** Who has been stopped before has been waited for. */
	Duration patience() {
		return this.control.isRunning() ? this.stopping.longest() : GracefulStop.HAND_OVER;
	}

	CompletionStage<Void> beginClose() {
		CompletionStage<Void> closed = this.control.close();
		this.subscribers.end(null);
		return closed;
	}

	@Override
	public Registration add(EventHandler handler) {
		return this.control.add(this.parts.observation().watch(handler));
	}

	@Override
	public List<EventHandler> handlers() {
		return this.parts.delivery().handlers().stream().map(EventHandler::original).toList();
	}

	@Override
	public Registration onOpen(Consumer<EventSourceOpenedEvent> listener) {
		return this.parts.callbacks().onOpen(listener);
	}

	@Override
	public Registration onError(Consumer<EventSourceErrorEvent> listener) {
		return this.parts.callbacks().onError(listener);
	}

	@Override
	public Registration onMessage(Consumer<MessageEvent> listener) {
		return addEventListener("message", listener);
	}

	@Override
	public Registration addEventListener(String type, Consumer<MessageEvent> listener) {
		return add(new CallbackHandler(type, listener));
	}

	@Override
	public Flux<MessageEvent> events() {
		return this.subscribers.flux();
	}

	@Override
	public Mono<Void> events(Function<MessageEvent, ? extends Publisher<?>> handler) {
		return this.subscribers.each(handler);
	}

	@Override
	public Stream<MessageEvent> stream() {
		return this.subscribers.stream();
	}

	@Override
	public String toString() {
		return "EventSource[" + name() + ", " + state().kind() + " (" + state().reason() + ")]";
	}

}
