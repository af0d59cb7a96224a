package dev.eventsource.observation;

import io.micrometer.observation.Observation;

/**
 * What is known of a connection attempt that is observed.
 */
public final class ConnectObservationContext extends Observation.Context {

	private final String source;

	private volatile String outcome = "unknown";

	ConnectObservationContext(String source) {
		this.source = source;
	}

	/**
	 * Returns the name of the source.
	 * @return the name
	 */
	public String source() {
		return this.source;
	}

	/**
	 * Returns how the attempt went.
	 * @return {@code success}, the reason of its failure, {@code canceled} if it was not
	 * wanted any more, or {@code unknown} while it is under way
	 */
	public String outcome() {
		return this.outcome;
	}

	void outcome(String outcome) {
		this.outcome = outcome;
	}

}
