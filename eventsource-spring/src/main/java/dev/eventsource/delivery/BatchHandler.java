package dev.eventsource.delivery;

import java.util.List;
import java.util.concurrent.CompletionStage;

import dev.eventsource.Acknowledgment;
import dev.eventsource.MessageEvent;
import org.jspecify.annotations.Nullable;

/**
 * A consumer that takes several events at a time. A batch is handled as a whole, unless a
 * {@link dev.eventsource.BatchListenerFailedException} names the event that was not.
 */
public interface BatchHandler extends EventHandler {

	/**
	 * Makes of an event what the batch is to hold of it. Called anew for each call.
	 * @param event an event of one of the types
	 * @return the element; {@code null} to leave the event out: it counts as handled
	 * @throws Exception if the event is wrong: it fails alone
	 */
	@Nullable Object element(MessageEvent event) throws Exception;

	/**
	 * Handles a batch, on the executor of the source.
	 * @param elements what {@link #element} made of the events, in their order; at least
	 * one
	 * @param acknowledgment acknowledges all of them, for a handler that
	 * {@link #acknowledges() acknowledges}; else without effect
	 * @return completes when the batch is handled; {@code null} if it is already
	 * @throws Exception if the batch could not be handled
	 */
	@Nullable CompletionStage<?> handle(List<?> elements, Acknowledgment acknowledgment) throws Exception;

	@Override
	default @Nullable CompletionStage<?> handle(MessageEvent event, Acknowledgment acknowledgment) throws Exception {
		Object element = element(event);
		if (element == null) {
			acknowledgment.acknowledge();
			return EMPTY;
		}
		return handle(List.of(element), acknowledgment);
	}

}
