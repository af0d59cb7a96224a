package dev.eventsource.autoconfigure;

import io.micrometer.observation.ObservationRegistry;
import io.micrometer.tracing.Tracer;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

class EventSourceObservationAutoConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withPropertyValues("eventsource.sources.prices.url=http://localhost:1/prices",
				"eventsource.defaults.auto-startup=false")
		.withConfiguration(AutoConfigurations.of(EventSourceAutoConfiguration.class,
				EventSourceObservationAutoConfiguration.class));

	@Test
	void startsWithoutTracing() {
		this.runner.withBean(ObservationRegistry.class, ObservationRegistry::create)
			.withClassLoader(new FilteredClassLoader("io.micrometer.tracing"))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("eventSourceObservations"));
	}

	@Test
	void startsWithoutObservations() {
		this.runner.withClassLoader(new FilteredClassLoader(ObservationRegistry.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("eventSourceObservations"));
	}

	@Test
	void observesWhereSomethingTraces() {
		this.runner.withBean(ObservationRegistry.class, ObservationRegistry::create)
			.withBean(Tracer.class, () -> Tracer.NOOP)
			.run((context) -> assertThat(context).hasNotFailed().hasBean("eventSourceObservations"));
	}

	@Test
	void observesAndTimesWithoutMicrometersMeters() {
		this.runner.withBean(ObservationRegistry.class, ObservationRegistry::create)
			.withBean(Tracer.class, () -> Tracer.NOOP)
			.withClassLoader(new FilteredClassLoader("io.micrometer.core", "org.slf4j.MDC"))
			.run((context) -> assertThat(context).hasNotFailed()
				.hasBean("eventSourceObservations")
				.doesNotHaveBean("eventSourceLogContext"));
	}

	@Test
	void observesNothingWhereNothingTraces() {
		this.runner.withBean(ObservationRegistry.class, ObservationRegistry::create)
			.withBean("noopTracer", Tracer.class, () -> Tracer.NOOP)
			.run((context) -> assertThat(context).doesNotHaveBean("eventSourceObservations"));
	}

}
