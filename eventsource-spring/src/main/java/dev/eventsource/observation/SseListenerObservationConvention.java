package dev.eventsource.observation;

import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;

/**
 * Names the observation of a listener's call and its tags: as the timer is called that
 * there is without observations. A bean of this type replaces what it overrides.
 */
public interface SseListenerObservationConvention extends ObservationConvention<SseListenerObservationContext> {

	/**
	 * As it is where nobody replaces it.
	 */
	SseListenerObservationConvention DEFAULT = new SseListenerObservationConvention() {
	};

	@Override
	default String getName() {
		return "eventsource.listener";
	}

	@Override
	default String getContextualName(SseListenerObservationContext context) {
		return context.source() + " process";
	}

	@Override
	default KeyValues getLowCardinalityKeyValues(SseListenerObservationContext context) {
		return KeyValues.of(KeyValue.of("listener", context.listener()), KeyValue.of("outcome", context.outcome()),
				KeyValue.of("source", context.source()), KeyValue.of("type", context.type()));
	}

	@Override
	default KeyValues getHighCardinalityKeyValues(SseListenerObservationContext context) {
		String id = context.event().lastEventId();
		return id.isEmpty() ? KeyValues.empty() : KeyValues.of("eventsource.id", id);
	}

	@Override
	default boolean supportsContext(Observation.Context context) {
		return context instanceof SseListenerObservationContext;
	}

}
