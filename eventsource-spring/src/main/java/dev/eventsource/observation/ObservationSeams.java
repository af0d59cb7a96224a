package dev.eventsource.observation;

import java.util.function.BiConsumer;

import io.micrometer.common.KeyValues;
import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;

/**
 * What observations are made with.
 *
 * @param registry takes them
 * @param listener names those of listeners' calls; {@code null} for their usual names
 * @param connect names those of connection attempts; {@code null} for their usual names
 * @param extractor finds the trace of an event
 * @param timed whether the registry makes timers of observations, so that none is needed
 * beside them
 * @param forget removes the timer of a name with some tags, for a source has gone
 */
public record ObservationSeams(ObservationRegistry registry, @Nullable SseListenerObservationConvention listener,
		@Nullable ConnectObservationConvention connect, EventTraceExtractor extractor, boolean timed,
		BiConsumer<String, KeyValues> forget) {
}
