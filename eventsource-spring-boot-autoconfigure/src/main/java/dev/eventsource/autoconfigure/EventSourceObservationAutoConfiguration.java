package dev.eventsource.autoconfigure;

import dev.eventsource.observation.ConnectObservationConvention;
import dev.eventsource.observation.EventTraceExtractor;
import dev.eventsource.observation.ListenerLogContext;
import dev.eventsource.observation.ObservationSeams;
import dev.eventsource.observation.SseListenerObservationConvention;
import dev.eventsource.observation.TracedSourceObservation;
import io.micrometer.observation.ObservationRegistry;
import org.slf4j.MDC;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.AnyNestedCondition;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;

/**
 * Auto-configuration for observations of event sources, where something traces: an
 * observation costs ten times what a timer does.
 */
@AutoConfiguration(after = EventSourceAutoConfiguration.class,
		afterName = { "org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration",
				"org.springframework.boot.micrometer.tracing.autoconfigure.NoopTracerAutoConfiguration",
				"org.springframework.boot.micrometer.tracing.autoconfigure.MicrometerTracingAutoConfiguration" })
@ConditionalOnClass(ObservationRegistry.class)
@ConditionalOnSingleCandidate(ObservationRegistry.class)
@Conditional(EventSourceObservationAutoConfiguration.Wanted.class)
public final class EventSourceObservationAutoConfiguration {

	@Bean
	SourceObservationFactory eventSourceObservations(ObservationRegistry registry,
			ObjectProvider<SseListenerObservationConvention> listener,
			ObjectProvider<ConnectObservationConvention> connect, ObjectProvider<EventTraceExtractor> extractor,
			ConfigurableListableBeanFactory beanFactory) {
		ObservedMeters meters = ObservedMeters.of(beanFactory);
		return TracedSourceObservation
			.factory(new ObservationSeams(registry, listener.getIfAvailable(), connect.getIfAvailable(),
					extractor.getIfAvailable(() -> EventTraceExtractor.NONE), meters.timed(), meters.forget()))::apply;
	}

	@Bean
	@ConditionalOnClass(MDC.class)
	@ConditionalOnMissingBean
	ListenerLogContext eventSourceLogContext() {
		return new ListenerLogContext();
	}

	/**
	 * Whether anybody is there for whom an observation is more than a timer.
	 */
	static final class Wanted extends AnyNestedCondition {

		Wanted() {
			super(ConfigurationPhase.REGISTER_BEAN);
		}

		@Conditional(OnTracer.class)
		static final class Traced {

		}

		@ConditionalOnBean(SseListenerObservationConvention.class)
		static final class ListenersAreNamed {

		}

		@ConditionalOnBean(ConnectObservationConvention.class)
		static final class AttemptsAreNamed {

		}

	}

}
