package dev.eventsource.autoconfigure;

import dev.eventsource.EventSourceCustomizer;
import dev.eventsource.EventSourceRequestCustomizer;
import dev.eventsource.PayloadConverter;
import dev.eventsource.client.LiveEventSourceRegistry;
import dev.eventsource.listener.SseListenerRegistrar;
import dev.eventsource.observation.SourceObservation;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnNotWebApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.ImportRuntimeHints;
import org.springframework.core.env.Environment;
import org.springframework.core.metrics.StartupStep;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * Auto-configuration for event sources: a bean for each of {@code eventsource.sources},
 * and what they share.
 */
@AutoConfiguration(afterName = "org.springframework.boot.webclient.autoconfigure.WebClientAutoConfiguration")
@Import({ EventSourceExecutorConfiguration.class, JdbcCheckpointConfiguration.class, RedisCheckpointConfiguration.class,
		JdbcDeadLetterConfiguration.class, EventSourceBeanRegistrar.class })
@ImportRuntimeHints(SettingsRuntimeHints.class)
@Conditional(SourcesCondition.class)
public final class EventSourceAutoConfiguration {

	@Bean
	EventSourceProperties eventSourceProperties(Environment environment) {
		return EventSourcePropertiesBinder.bind(environment);
	}

	@Bean
	NamedBeans eventSourceNamedBeans(ConfigurableListableBeanFactory beanFactory) {
		return new NamedBeans(beanFactory);
	}

	@Bean
	LiveEventSourceRegistry eventSourceRegistry(EventSourceProperties properties,
			ObjectProvider<WebClient.Builder> webClientBuilder, NamedBeans beans,
			ObjectProvider<PayloadConverter> payloadConverter, ObjectProvider<SourceObservationFactory> observations,
			ObjectProvider<EventSourceCustomizer> customizers,
			ObjectProvider<EventSourceRequestCustomizer> requestCustomizers, ConfigurableApplicationContext context) {
		LiveEventSourceRegistry registry = LiveEventSourceRegistry
			.builder(webClientBuilder.getIfAvailable(WebClient::builder))
			.defaults(properties.defaults())
			.applicationName(context.getEnvironment().getProperty("spring.application.name", ""))
			.maxConcurrentConnects(properties.maxConcurrentConnects())
			.gracePeriod(GracePeriod.of(context.getEnvironment()))
			.executors(beans::executor)
			.checkpointStores(beans::checkpointStore)
			.sslBundles(beans::tls)
			.connector(beans.connector())
			.customizers(customizers.orderedStream().toList())
			.requestCustomizers(requestCustomizers.orderedStream().toList())
			.oauth2(beans::oauth2)
			.deadLetterPublisher(beans.deadLetterPublisher(properties))
			.payloadConverter(payloadConverter.getIfAvailable())
			.bodyMapper(RequestBodies.mapper(context))
			.transactions(beans::attempts)
			.applicationEvents((event) -> publish(context, event))
			.observations((source) -> observe(observations, source))
			.build();
		StartupStep step = context.getApplicationStartup().start("eventsource.sources.create");
		step.tag("count", Integer.toString(properties.sources().size()));
		try {
			return ConfiguredSources.addTo(registry, properties, beans);
		}
		finally {
			step.end();
		}
	}

	private static SourceObservation observe(ObjectProvider<SourceObservationFactory> observations, String source) {
		return observations.orderedStream()
			.map((factory) -> factory.observe(source))
			.reduce(SourceObservation.NONE, SourceObservation::and);
	}

	private static void publish(ConfigurableApplicationContext context, Object event) {
		try {
			context.publishEvent(event);
		}
		catch (RuntimeException ex) {
			// who listens may be gone while the context closes
			if (context.isActive()) {
				throw ex;
			}
		}
	}

	@Bean
	@ConditionalOnMissingBean
	static SseListenerRegistrar sseListenerRegistrar() {
		return new SseListenerRegistrar();
	}

	@Bean
	EventSourceLifecycle eventSourceLifecycle(LiveEventSourceRegistry registry, EventSourceProperties properties,
			ConfigurableApplicationContext context) {
		return new EventSourceLifecycle(registry, properties.autoStartup(), context.getApplicationStartup());
	}

	@Bean
	@ConditionalOnNotWebApplication
	SourceKeepAlive eventSourceKeepAlive() {
		return new SourceKeepAlive();
	}

}
