package dev.eventsource.observation;

import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;

/**
 * Names the observation of a connection attempt and its tags. A bean of this type
 * replaces what it overrides.
 */
public interface ConnectObservationConvention extends ObservationConvention<ConnectObservationContext> {

	/**
	 * As it is where nobody replaces it.
	 */
	ConnectObservationConvention DEFAULT = new ConnectObservationConvention() {
	};

	@Override
	default String getName() {
		return "eventsource.connect";
	}

	@Override
	default String getContextualName(ConnectObservationContext context) {
		return context.source() + " connect";
	}

	@Override
	default KeyValues getLowCardinalityKeyValues(ConnectObservationContext context) {
		return KeyValues.of(KeyValue.of("outcome", context.outcome()), KeyValue.of("source", context.source()));
	}

	@Override
	default boolean supportsContext(Observation.Context context) {
		return context instanceof ConnectObservationContext;
	}

}
