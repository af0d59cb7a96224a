package dev.eventsource.autoconfigure;

import dev.eventsource.EventSource;
import dev.eventsource.client.ManagedEventSource;
import dev.eventsource.observation.MeterSourceObservation;
import dev.eventsource.observation.SourceReadings;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration for the meters of event sources.
 */
@AutoConfiguration(after = EventSourceAutoConfiguration.class,
		afterName = "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration")
@ConditionalOnClass(MeterRegistry.class)
@ConditionalOnSingleCandidate(MeterRegistry.class)
public final class EventSourceMetricsAutoConfiguration {

	@Bean
	SourceObservationFactory eventSourceMeters(MeterRegistry registry) {
		return MeterSourceObservation.factory(registry, EventSourceMetricsAutoConfiguration::read)::apply;
	}

	@Bean
	ExecutorMeter eventSourceExecutorMeter(ConfigurableListableBeanFactory beanFactory) {
		return new ExecutorMeter(beanFactory);
	}

	private static SourceReadings read(EventSource source) {
		return ((ManagedEventSource) source).facts().readings();
	}

}
