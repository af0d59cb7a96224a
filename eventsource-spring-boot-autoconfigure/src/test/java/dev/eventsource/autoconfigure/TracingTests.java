package dev.eventsource.autoconfigure;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import brave.Tracing;
import brave.context.slf4j.MDCScopeDecorator;
import brave.propagation.ThreadLocalCurrentTraceContext;
import dev.eventsource.EventSourceRegistry;
import dev.eventsource.SseListener;
import dev.eventsource.observation.EventTraceExtractor;
import dev.eventsource.observation.SseListenerObservationContext;
import dev.eventsource.observation.SseListenerObservationConvention;
import dev.eventsource.test.SseResponse;
import dev.eventsource.test.SseTestServer;
import io.micrometer.common.KeyValues;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.brave.bridge.BraveBaggageManager;
import io.micrometer.tracing.brave.bridge.BraveCurrentTraceContext;
import io.micrometer.tracing.brave.bridge.BravePropagator;
import io.micrometer.tracing.brave.bridge.BraveTracer;
import io.micrometer.tracing.propagation.Propagator;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.MDC;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import reactor.core.publisher.Hooks;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An application that traces: what its listeners log, and what its meters show.
 */
@Timeout(60)
class TracingTests {

	private static final String TRACE = "4bf92f3577b34da6";

	private static final String B3 = TRACE + "-00f067aa0ba902b7-1";

	private final SseTestServer server = SseTestServer.start();

	private ConfigurableApplicationContext context;

	@AfterEach
	void close() {
		if (this.context != null) {
			this.context.close();
		}
		this.server.close();
		Hooks.disableAutomaticContextPropagation();
	}

	private void run(Class<?>... configurations) {
		this.context = new SpringApplicationBuilder(configurations).web(WebApplicationType.NONE)
			.properties(Map.of("spring.main.banner-mode", "off", "eventsource.sources.prices.url",
					this.server.url("/prices").toString()))
			.run();
	}

	private Map<String, String> nextLog() throws InterruptedException {
		Map<String, String> log = this.context.getBean(Logs.class).logs.poll(10, TimeUnit.SECONDS);
		assertThat(log).isNotNull();
		return log;
	}

	private Meter listener() {
		return Awaitility.await()
			.atMost(Duration.ofSeconds(10))
			.until(() -> this.context.getBean(MeterRegistry.class).find("eventsource.listener").meter(),
					(meter) -> meter != null);
	}

	@Test
	void whatAListenerLogsCarriesTraceSourceAndEvent() throws Exception {
		this.server.on("/prices").always(SseResponse.stream().event("message", "7", "{}").stayOpen());

		run(Traced.class, Blocking.class);

		assertThat(nextLog()).containsEntry("eventsource.source", "prices")
			.containsEntry("eventsource.id", "7")
			.containsKey("traceId");
	}

	@Test
	void whatAMonoLogsOnAnotherThreadCarriesThemToo() throws Exception {
		this.server.on("/prices").always(SseResponse.stream().event("message", "8", "{}").stayOpen());
		// what spring.reactor.context-propagation=auto does
		Hooks.enableAutomaticContextPropagation();

		run(Traced.class, Reactive.class);

		assertThat(nextLog()).containsEntry("eventsource.source", "prices")
			.containsEntry("eventsource.id", "8")
			.containsKey("traceId");
	}

	@Test
	void aTraceIsTakenFromTheEventWhereAHookIsGiven() throws Exception {
		this.server.on("/prices").always(SseResponse.stream().event("message", "9", B3).stayOpen());

		run(Traced.class, Blocking.class, TraceInData.class);

		assertThat(nextLog()).containsEntry("traceId", TRACE);
	}

	@Test
	void aCallIsTimedOnceAndItsTimerGoesWithItsSource() throws Exception {
		this.server.on("/prices").always(SseResponse.stream().event("message", "1", "{}").stayOpen());

		run(Traced.class, Blocking.class);
		nextLog();

		listener();
		assertThat(this.context.getBean(MeterRegistry.class).get("eventsource.listener").timers()).singleElement()
			.satisfies((timer) -> assertThat(timer.count()).isEqualTo(1));
		this.context.getBean(EventSourceRegistry.class).remove("prices");
		this.server.awaitClosed();
		assertThat(this.context.getBean(MeterRegistry.class).getMeters())
			.noneMatch((meter) -> "prices".equals(meter.getId().getTag("source")));
	}

	@Test
	void attemptsAreObserved() throws Exception {
		this.server.on("/prices").always(SseResponse.stream().event("message", "1", "{}").stayOpen());

		run(Traced.class, Blocking.class);
		nextLog();

		assertThat(this.context.getBean(MeterRegistry.class)
			.get("eventsource.connect")
			.tags("source", "prices", "outcome", "success")
			.timer()
			.count()).isEqualTo(1);
	}

	@Test
	void aConventionReplacesTheTags() throws Exception {
		this.server.on("/prices").always(SseResponse.stream().event("message", "1", "{}").stayOpen());

		run(Blocking.class, OwnTags.class, Application.class);
		nextLog();

		assertThat(listener().getId().getTags()).contains(Tag.of("team", "trading"), Tag.of("outcome", "success"));
	}

	@Test
	void withoutATracerACallIsOnlyTimed() throws Exception {
		this.server.on("/prices").always(SseResponse.stream().event("message", "1", "{}").stayOpen());

		run(Application.class, Blocking.class);

		assertThat(nextLog()).doesNotContainKey("eventsource.source");
		assertThat(listener().getId().getTags()).extracting(Tag::getKey)
			.containsExactlyInAnyOrder("source", "listener", "type", "outcome");
		assertThat(this.context.containsBean("eventSourceObservations")).isFalse();
	}

	private static Map<String, String> logged() {
		Map<String, String> context = MDC.getCopyOfContextMap();
		return (context != null) ? new HashMap<>(context) : Map.of();
	}

	/** Takes down what a line that is logged would carry. */
	static class Logs {

		final BlockingQueue<Map<String, String>> logs = new LinkedBlockingQueue<>();

	}

	static class Blocking extends Logs {

		@SseListener(source = "prices")
		void on(String data) {
			this.logs.add(logged());
		}

	}

	static class Reactive extends Logs {

		@SseListener(source = "prices")
		Mono<Void> on(String data) {
			return Mono.delay(Duration.ofMillis(20)).doOnNext((tick) -> this.logs.add(logged())).then();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

	@Configuration(proxyBeanMethods = false)
	@Import(Application.class)
	static class Traced {

		@Bean(destroyMethod = "close")
		Tracing tracing() {
			return Tracing.newBuilder()
				.currentTraceContext(
						ThreadLocalCurrentTraceContext.newBuilder().addScopeDecorator(MDCScopeDecorator.get()).build())
				.build();
		}

		@Bean
		Tracer tracer(Tracing tracing) {
			return new BraveTracer(tracing.tracer(), new BraveCurrentTraceContext(tracing.currentTraceContext()),
					new BraveBaggageManager());
		}

		@Bean
		Propagator propagator(Tracing tracing) {
			return new BravePropagator(tracing);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class TraceInData {

		@Bean
		EventTraceExtractor traceInData() {
			return (event, field) -> field.equals("b3") ? event.data() : null;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnTags implements SseListenerObservationConvention {

		@Override
		public KeyValues getLowCardinalityKeyValues(SseListenerObservationContext context) {
			return SseListenerObservationConvention.super.getLowCardinalityKeyValues(context).and("team", "trading");
		}

	}

}
