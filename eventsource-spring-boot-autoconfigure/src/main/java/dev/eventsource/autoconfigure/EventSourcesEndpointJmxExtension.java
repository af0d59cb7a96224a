package dev.eventsource.autoconfigure;

import dev.eventsource.autoconfigure.EventSourcesEndpoint.DeadLettersDescriptor;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.jmx.annotation.EndpointJmxExtension;

/**
 * {@link EventSourcesEndpoint} over JMX: dead letters are an operation there.
 */
@EndpointJmxExtension(endpoint = EventSourcesEndpoint.class)
public class EventSourcesEndpointJmxExtension {

	private final EventSourcesEndpoint endpoint;

	EventSourcesEndpointJmxExtension(EventSourcesEndpoint endpoint) {
		this.endpoint = endpoint;
	}

	/**
	 * Tells about the dead letters of a source.
	 * @param name its name
	 * @param limit how many at most
	 * @return the oldest first, without payload
	 */
	@ReadOperation
	public DeadLettersDescriptor deadLetters(String name, @Nullable Integer limit) {
		return this.endpoint.desk().deadLetters(name, limit);
	}

}
