package dev.eventsource.test.autoconfigure;

import dev.eventsource.DeadLetterPublisher;
import dev.eventsource.autoconfigure.EventSourceAutoConfiguration;
import dev.eventsource.client.LiveEventSourceRegistry;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration for the {@link SseListenerTester}, in slices and in tests of whole
 * applications.
 */
@AutoConfiguration(after = EventSourceAutoConfiguration.class)
@ConditionalOnBean(LiveEventSourceRegistry.class)
public final class SseListenerTesterAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	SseListenerTester sseListenerTester(LiveEventSourceRegistry registry,
			ObjectProvider<DeadLetterPublisher> deadLetterPublisher, ApplicationEventPublisher events) {
		return new SseListenerTester(registry,
				new TrialSurroundings(deadLetterPublisher.getIfAvailable(), events::publishEvent));
	}

}
