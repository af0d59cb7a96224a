package dev.eventsource.autoconfigure;

import dev.eventsource.observation.SourceObservation;

/**
 * Makes what watches a source. Each bean of this type watches every source.
 */
@FunctionalInterface
public interface SourceObservationFactory {

	/**
	 * Begins to watch a source.
	 * @param source its name
	 * @return the observation
	 */
	SourceObservation observe(String source);

}
