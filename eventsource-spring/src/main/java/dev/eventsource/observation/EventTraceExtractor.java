package dev.eventsource.observation;

import dev.eventsource.MessageEvent;
import org.jspecify.annotations.Nullable;

/**
 * Finds the trace that an event belongs to, where its server puts that into the event. A
 * listener's call is then part of that trace; else it begins one.
 */
@FunctionalInterface
public interface EventTraceExtractor {

	/**
	 * Finds nothing.
	 */
	EventTraceExtractor NONE = (event, field) -> null;

	/**
	 * Returns a field that propagates a trace.
	 * @param event the event
	 * @param field name of the field, such as {@code traceparent}
	 * @return its value, or {@code null} if the event does not have it
	 */
	@Nullable String extract(MessageEvent event, String field);

}
