package dev.eventsource.observation;

import java.util.Set;
import java.util.concurrent.CompletionStage;

import dev.eventsource.Acknowledgment;
import dev.eventsource.MessageEvent;
import dev.eventsource.SseListenerErrorHandler;
import dev.eventsource.delivery.BatchHandler;
import dev.eventsource.delivery.EventHandler;
import org.jspecify.annotations.Nullable;

/**
 * Observes each call of a handler.
 */
class ObservedHandler implements EventHandler {

	private final EventHandler handler;

	private final ObservedListeners calls;

	ObservedHandler(EventHandler handler, ObservedListeners calls) {
		this.handler = handler;
		this.calls = calls;
	}

	static ObservedHandler of(EventHandler handler, ObservedListeners calls) {
		return (handler instanceof BatchHandler batches) ? new ObservedBatchHandler(batches, calls)
				: new ObservedHandler(handler, calls);
	}

	/**
	 * Returns whether observing a call also times it.
	 */
	boolean isTimed() {
		return this.calls.areTimed();
	}

	@Override
	public String id() {
		return this.handler.id();
	}

	@Override
	public Set<String> types() {
		return this.handler.types();
	}

	@Override
	public int order() {
		return this.handler.order();
	}

	@Override
	public boolean acknowledges() {
		return this.handler.acknowledges();
	}

	@Override
	public boolean completesLater() {
		return this.handler.completesLater();
	}

	@Override
	public @Nullable SseListenerErrorHandler errorHandler() {
		return this.handler.errorHandler();
	}

	@Override
	public EventHandler original() {
		return this.handler.original();
	}

	@Override
	public @Nullable CompletionStage<?> handle(MessageEvent event, Acknowledgment acknowledgment) throws Exception {
		return observe(event, () -> this.handler.handle(event, acknowledgment));
	}

	final @Nullable CompletionStage<?> observe(MessageEvent event, ObservedCall.Work work) throws Exception {
		return this.calls.call(id(), event).run(work);
	}

	@Override
	public String toString() {
		return this.handler.toString();
	}

}
