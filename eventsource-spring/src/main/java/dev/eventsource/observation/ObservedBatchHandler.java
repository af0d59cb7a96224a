package dev.eventsource.observation;

import java.util.List;
import java.util.concurrent.CompletionStage;

import dev.eventsource.Acknowledgment;
import dev.eventsource.MessageEvent;
import dev.eventsource.delivery.BatchHandler;
import org.jspecify.annotations.Nullable;

/**
 * Observes each call of a handler that takes batches. Its elements carry their events,
 * for a call is named after the first one.
 */
final class ObservedBatchHandler extends ObservedHandler implements BatchHandler {

	private final BatchHandler handler;

	ObservedBatchHandler(BatchHandler handler, ObservedListeners calls) {
		super(handler, calls);
		this.handler = handler;
	}

	@Override
	public @Nullable CompletionStage<?> handle(MessageEvent event, Acknowledgment acknowledgment) throws Exception {
		return super.handle(event, acknowledgment);
	}

	@Override
	public @Nullable Object element(MessageEvent event) throws Exception {
		Object element = this.handler.element(event);
		return (element != null) ? new Element(event, element) : null;
	}

	@Override
	public @Nullable CompletionStage<?> handle(List<?> elements, Acknowledgment acknowledgment) throws Exception {
		List<Object> values = elements.stream().map((element) -> ((Element) element).value()).toList();
		return observe(((Element) elements.get(0)).event(), () -> this.handler.handle(values, acknowledgment));
	}

	private record Element(MessageEvent event, Object value) {
	}

}
