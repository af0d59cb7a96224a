package dev.eventsource.autoconfigure;

import dev.eventsource.client.LiveEventSourceRegistry;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration for the health of event sources.
 */
@AutoConfiguration(after = EventSourceAutoConfiguration.class)
@ConditionalOnClass({ HealthContributor.class, ConditionalOnEnabledHealthIndicator.class })
@ConditionalOnBean(LiveEventSourceRegistry.class)
@ConditionalOnEnabledHealthIndicator("eventsource")
public final class EventSourceHealthContributorAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean(name = { "eventSourceHealthContributor", "eventSourceHealthIndicator" })
	EventSourcesHealthContributor eventSourceHealthContributor(LiveEventSourceRegistry registry) {
		return new EventSourcesHealthContributor(registry);
	}

}
