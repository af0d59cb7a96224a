package dev.eventsource;

import org.springframework.web.reactive.function.client.WebClient;

/**
 * Changes what a source is made of, before it is made: for all sources, or for some by
 * their name. Called once for each source, also for those that are registered later.
 */
public interface EventSourceCustomizer {

	/**
	 * Changes the settings of a source, as with
	 * {@link EventSourceSpec#with(java.util.function.UnaryOperator)}.
	 * @param source its name
	 * @param spec its settings, laid on the defaults
	 * @return the settings to use
	 */
	default EventSourceSpec customize(String source, EventSourceSpec spec) {
		return spec;
	}

	/**
	 * Changes the client that sends the requests of a source: filters, default headers.
	 * Its connector is replaced, and nothing that is added here goes along to an origin
	 * that may not get credentials.
	 * @param source name of the source
	 * @param client a copy of the application's builder
	 */
	default void customize(String source, WebClient.Builder client) {
	}

}
