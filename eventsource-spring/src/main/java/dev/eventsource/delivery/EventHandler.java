package dev.eventsource.delivery;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import dev.eventsource.Acknowledgment;
import dev.eventsource.MessageEvent;
import dev.eventsource.SseListenerErrorHandler;
import org.jspecify.annotations.Nullable;

/**
 * One consumer of a source's events: a callback, a listener method, a subscriber.
 */
public interface EventHandler {

	/**
	 * What {@link #handle} returns when there was nothing in the event to handle: it
	 * counts as handled, with the outcome {@code empty}.
	 */
	CompletionStage<?> EMPTY = CompletableFuture.completedStage(null);

	/**
	 * Returns the name of this handler in metrics, logs and the endpoint.
	 * @return the id
	 */
	String id();

	/**
	 * Returns the event types this takes.
	 * @return the types; empty for every type
	 */
	Set<String> types();

	/**
	 * Returns the place among the handlers of one event, as Spring's {@code Ordered}
	 * means it. Handlers with the same order run in the order of their registration.
	 * @return the order
	 */
	default int order() {
		return Integer.MAX_VALUE;
	}

	/**
	 * Returns whether an event counts as handled only when the handler acknowledges it.
	 * @return {@code false} if returning, or completing, is enough
	 */
	default boolean acknowledges() {
		return false;
	}

	/**
	 * Returns whether an event may be handled only some time after {@link #handle} has
	 * returned: such a handler can not be part of a transaction.
	 * @return {@code false} if it is always handled then
	 */
	default boolean completesLater() {
		return false;
	}

	/**
	 * Returns what decides about an event after the last attempt, in place of the
	 * source's setting.
	 * @return the error handler, or {@code null} for the source's setting
	 */
	default @Nullable SseListenerErrorHandler errorHandler() {
		return null;
	}

	/**
	 * Returns what was added to the source, where this is called in its place.
	 * @return this, unless it stands for another handler
	 */
	default EventHandler original() {
		return this;
	}

	/**
	 * Handles an event, on the executor of the source.
	 * @param event an event of one of the types
	 * @param acknowledgment for a handler that {@link #acknowledges() acknowledges}; else
	 * without effect
	 * @return completes when the event is handled; {@code null} if it is already
	 * @throws Exception if the event could not be handled
	 */
	@Nullable CompletionStage<?> handle(MessageEvent event, Acknowledgment acknowledgment) throws Exception;

}
