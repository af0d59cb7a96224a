package dev.eventsource.autoconfigure;

import dev.eventsource.client.LiveEventSourceRegistry;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration for {@link EventSourcesEndpoint}.
 */
@AutoConfiguration(after = EventSourceAutoConfiguration.class)
@ConditionalOnClass(ConditionalOnAvailableEndpoint.class)
@ConditionalOnBean(LiveEventSourceRegistry.class)
@ConditionalOnAvailableEndpoint(EventSourcesEndpoint.class)
public final class EventSourcesEndpointAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	EventSourcesEndpoint eventSourcesEndpoint(LiveEventSourceRegistry registry) {
		return new EventSourcesEndpoint(registry);
	}

	@Bean
	@ConditionalOnMissingBean
	EventSourcesEndpointWebExtension eventSourcesEndpointWebExtension(EventSourcesEndpoint endpoint) {
		return new EventSourcesEndpointWebExtension(endpoint);
	}

	@Bean
	@ConditionalOnMissingBean
	EventSourcesEndpointJmxExtension eventSourcesEndpointJmxExtension(EventSourcesEndpoint endpoint) {
		return new EventSourcesEndpointJmxExtension(endpoint);
	}

}
