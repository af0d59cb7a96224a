package dev.eventsource.autoconfigure;

import java.util.Map;
import java.util.Objects;

import dev.eventsource.client.LiveEventSourceRegistry;
import org.springframework.boot.actuate.autoconfigure.info.ConditionalOnEnabledInfoContributor;
import org.springframework.boot.actuate.autoconfigure.info.InfoContributorFallback;
import org.springframework.boot.actuate.info.InfoContributor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration for what {@code /actuator/info} tells of event sources; off unless
 * it is asked for.
 */
@AutoConfiguration(after = EventSourceAutoConfiguration.class)
@ConditionalOnClass({ InfoContributor.class, ConditionalOnEnabledInfoContributor.class })
@ConditionalOnBean(LiveEventSourceRegistry.class)
@ConditionalOnEnabledInfoContributor(value = "eventsource", fallback = InfoContributorFallback.DISABLE)
public final class EventSourceInfoContributorAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean(name = "eventSourceInfoContributor")
	InfoContributor eventSourceInfoContributor(LiveEventSourceRegistry registry) {
		String version = LiveEventSourceRegistry.class.getPackage().getImplementationVersion();
		return (info) -> info.withDetail("eventsource",
				Map.of("version", Objects.requireNonNullElse(version, "unknown"), "sources", registry.names().size()));
	}

}
