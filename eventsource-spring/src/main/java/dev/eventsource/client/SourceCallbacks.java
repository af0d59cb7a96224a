package dev.eventsource.client;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

import dev.eventsource.ConnectionFailedException;
import dev.eventsource.EventSourceClosedEvent;
import dev.eventsource.EventSourceErrorEvent;
import dev.eventsource.EventSourceOpenedEvent;
import dev.eventsource.EventSourceState;
import dev.eventsource.Registration;
import dev.eventsource.delivery.Delivery;
import dev.eventsource.delivery.EventSubscribers;
import dev.eventsource.observation.SourceObservation;
import org.jspecify.annotations.Nullable;

/**
 * Calls {@code onOpen} and {@code onError} listeners, and ends subscribers, in the order
 * of the stream: an event that came before a loss is handled before the loss is told.
 */
final class SourceCallbacks implements SourceObservation {

	private final List<Consumer<EventSourceOpenedEvent>> onOpen = new CopyOnWriteArrayList<>();

	private final List<Consumer<EventSourceErrorEvent>> onError = new CopyOnWriteArrayList<>();

	private final String source;

	private final Delivery delivery;

	private volatile @Nullable EventSubscribers subscribers;

	/** Whether subscribers were told of an end; used in turns of the connection. */
	private boolean ended;

	SourceCallbacks(String source, Delivery delivery) {
		this.source = source;
		this.delivery = delivery;
	}

	void attach(EventSubscribers subscribers) {
		this.subscribers = subscribers;
	}

	Registration onOpen(Consumer<EventSourceOpenedEvent> listener) {
		this.onOpen.add(listener);
		return () -> this.onOpen.remove(listener);
	}

	Registration onError(Consumer<EventSourceErrorEvent> listener) {
		this.onError.add(listener);
		return () -> this.onError.remove(listener);
	}

	@Override
	public void stateChanged(EventSourceState state) {
		if (this.ended && state.kind() == EventSourceState.Kind.CONNECTING) {
			this.ended = false;
			this.delivery.signal(this::begin);
		}
	}

	@Override
	public void opened(EventSourceOpenedEvent event) {
		this.onOpen.forEach((listener) -> this.delivery.signal(() -> listener.accept(event)));
	}

	@Override
	public void lost(EventSourceErrorEvent event, boolean rotation) {
		this.onError.forEach((listener) -> this.delivery.signal(() -> listener.accept(event)));
		if (!event.willReconnect() && !rotation) {
			ConnectionFailedException failure = new ConnectionFailedException(this.source, event.message(),
					event.reason(), event.status(), null);
			this.ended = true;
			this.delivery.signal(() -> end(failure));
		}
	}

	@Override
	public void closed(EventSourceClosedEvent event) {
		if (event.reason().equals("server-ended")) {
			this.ended = true;
			this.delivery.signal(() -> end(null));
		}
	}

	private void begin() {
		EventSubscribers subscribers = this.subscribers;
		if (subscribers != null) {
			subscribers.begin();
		}
	}

	private void end(@Nullable Throwable failure) {
		EventSubscribers subscribers = this.subscribers;
		if (subscribers != null) {
			subscribers.end(failure);
		}
	}

}
