package dev.eventsource.autoconfigure;

import java.util.concurrent.Executor;
import java.util.concurrent.ThreadPoolExecutor;

import dev.eventsource.EventSource;
import dev.eventsource.EventSourceRegistry;
import dev.eventsource.EventSourceSpec;
import dev.eventsource.EventSourceState;
import dev.eventsource.InvalidSpecException;
import dev.eventsource.client.LiveEventSourceRegistry;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.actuate.autoconfigure.endpoint.EndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.webclient.autoconfigure.WebClientAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.VirtualThreadTaskExecutor;

import static org.assertj.core.api.Assertions.assertThat;

class EventSourceAutoConfigurationTests {

	private static final String PRICES = "eventsource.sources.prices.url=http://localhost:1/prices";

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withPropertyValues("eventsource.defaults.auto-startup=false")
		.withConfiguration(AutoConfigurations.of(EventSourceAutoConfiguration.class,
				EventSourceMetricsAutoConfiguration.class, EventSourceHealthContributorAutoConfiguration.class,
				EventSourcesEndpointAutoConfiguration.class, EndpointAutoConfiguration.class,
				WebClientAutoConfiguration.class));

	@Test
	void makesABeanOfEachSource() {
		this.runner.withPropertyValues(PRICES, "eventsource.sources.order-events.url=http://localhost:1/orders")
			.run((context) -> {
				assertThat(context.getBeansOfType(EventSource.class)).containsOnlyKeys("pricesEventSource",
						"orderEventsEventSource");
				assertThat(context.getBean("orderEventsEventSource", EventSource.class).name())
					.isEqualTo("order-events");
			});
	}

	@Test
	void theBeanIsTheSourceOfTheRegistry() {
		this.runner.withPropertyValues(PRICES)
			.run((context) -> assertThat(context.getBean(EventSource.class))
				.isSameAs(context.getBean(EventSourceRegistry.class).get("prices")));
	}

	@Test
	void doesNothingWithoutProperties() {
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(EventSourceAutoConfiguration.class))
			.run((context) -> {
				assertThat(context).hasNotFailed().doesNotHaveBean(EventSource.class);
				assertThat(context.getBeanFactory().containsSingleton("eventSourceExecutor")).isFalse();
				assertThat(Thread.getAllStackTraces().keySet())
					.noneMatch((thread) -> thread.isAlive() && thread.getName().startsWith("eventsource-keep-alive"));
			});
	}

	@Test
	void worksWithoutBootsWebClient() {
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(EventSourceAutoConfiguration.class))
			.withClassLoader(new FilteredClassLoader("org.springframework.boot.webclient"))
			.withPropertyValues(PRICES, "eventsource.auto-startup=false")
			.run((context) -> assertThat(context).hasNotFailed().hasSingleBean(EventSource.class));
	}

	@Test
	void laysDefaultsUnderASource() {
		this.runner.withPropertyValues(PRICES, "eventsource.defaults.idle-timeout=7")
			.run((context) -> assertThat(
					context.getBean(LiveEventSourceRegistry.class).get("prices").spec().idleTimeout())
				.hasSeconds(7));
	}

	@ParameterizedTest
	@ValueSource(strings = { "eventsource.enabled=false", "eventsource.sources.prices.enabled=false",
			"eventsource.defaults.enabled=false" })
	void aDisabledSourceIsAClosedBean(String property) {
		this.runner.withPropertyValues("eventsource.sources.prices.idle-timeout=nonsense", property).run((context) -> {
			EventSourceState state = context.getBean(EventSource.class).state();
			assertThat(state.kind()).isEqualTo(EventSourceState.Kind.CLOSED);
			assertThat(state.reason()).isEqualTo("disabled");
		});
	}

	@Test
	void startsSourcesWithTheContextAndStopsThem() {
		this.runner.withPropertyValues(PRICES, "eventsource.defaults.auto-startup=true").run((context) -> {
			LiveEventSourceRegistry registry = context.getBean(LiveEventSourceRegistry.class);
			assertThat(registry.isRunning()).isTrue();
			context.getBean(EventSourceLifecycle.class).stop();
			assertThat(registry.isRunning()).isFalse();
		});
	}

	@Test
	void startsNoSourceWhenTheSwitchIsOff() {
		this.runner.withPropertyValues(PRICES, "eventsource.auto-startup=false").run((context) -> {
			assertThat(context.getBean(LiveEventSourceRegistry.class).isRunning()).isFalse();
			assertThat(context.getBean(EventSourceLifecycle.class).isRunning()).isTrue();
		});
	}

	@Test
	void sourcesStartLastAndStopFirst() {
		this.runner.run((context) -> assertThat(context.getBean(EventSourceLifecycle.class).getPhase())
			.isEqualTo(Integer.MAX_VALUE));
	}

	@Test
	void startsAgainAfterAPauseOfTheContext() {
		this.runner.withPropertyValues(PRICES).run((context) -> {
			ConfigurableApplicationContext pausable = context.getSourceApplicationContext();
			for (int round = 0; round < 100; round++) {
				pausable.pause();
				assertThat(context.getBean(LiveEventSourceRegistry.class).isRunning()).isFalse();
				pausable.restart();
				assertThat(context.getBean(LiveEventSourceRegistry.class).isRunning()).isTrue();
			}
		});
	}

	@Test
	void sharesABoundedPoolOfDaemons() {
		this.runner.withPropertyValues("eventsource.executor.threads=3").run((context) -> {
			ThreadPoolExecutor pool = context.getBean("eventSourceExecutor", ThreadPoolExecutor.class);
			assertThat(pool.getMaximumPoolSize()).isEqualTo(3);
			assertThat(pool.getPoolSize()).isZero();
			Thread thread = pool.submit(Thread::currentThread).get();
			assertThat(thread.getName()).startsWith("eventsource-");
			assertThat(thread.isDaemon()).isTrue();
		});
	}

	@Test
	void closesThePoolWithTheContext() {
		this.runner.run((context) -> {
			ThreadPoolExecutor pool = context.getBean("eventSourceExecutor", ThreadPoolExecutor.class);
			context.close();
			assertThat(pool.isShutdown()).isTrue();
		});
	}

	@Test
	@EnabledForJreRange(min = JRE.JAVA_21)
	void sharesVirtualThreadsWhenBootHasThemOn() {
		this.runner.withPropertyValues("spring.threads.virtual.enabled=true")
			.run((context) -> assertThat(context.getBean("eventSourceExecutor"))
				.isInstanceOf(VirtualThreadTaskExecutor.class));
	}

	@Test
	void leavesBootsExecutorInPlace() {
		this.runner.withConfiguration(AutoConfigurations.of(TaskExecutionAutoConfiguration.class)).run((context) -> {
			assertThat(context).hasBean("applicationTaskExecutor");
			assertThat(context.getBeanProvider(Executor.class).getObject())
				.isSameAs(context.getBean("applicationTaskExecutor"));
		});
	}

	@Test
	void leavesTheExecutorToTheUser() {
		this.runner.withUserConfiguration(OwnExecutor.class)
			.run((context) -> assertThat(context.getBean("eventSourceExecutor")).isSameAs(OwnExecutor.DIRECT));
	}

	@Test
	void refusesAnExecutorThatIsNoBean() {
		this.runner.withPropertyValues(PRICES, "eventsource.sources.prices.delivery.executor=nobody")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(InvalidSpecException.class)
				.hasMessageContaining("'delivery.executor' names no bean of type Executor")
				.hasMessageContaining("'direct' or 'shared'"));
	}

	@Test
	void refusesACheckpointStoreThatIsNoBean() {
		this.runner.withPropertyValues(PRICES, "eventsource.sources.prices.checkpoint.store=eventSourceProperties")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(InvalidSpecException.class)
				.hasMessageContaining("names no bean of type CheckpointStore"));
	}

	@Test
	void sourcesRunWhenBeansAreLazy() {
		this.runner.withPropertyValues(PRICES)
			.withInitializer(
					(context) -> context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor()))
			.run((context) -> {
				assertThat(context.getBean(LiveEventSourceRegistry.class).names()).containsExactly("prices");
				assertThat(context.getBean(LiveEventSourceRegistry.class).isRunning()).isTrue();
			});
	}

	@Test
	void keepsAliveOnlyWithoutAWebApplication() {
		this.runner.run((context) -> assertThat(context).hasSingleBean(SourceKeepAlive.class));
		new WebApplicationContextRunner().withConfiguration(AutoConfigurations.of(EventSourceAutoConfiguration.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(SourceKeepAlive.class));
	}

	@Test
	void metersEachSource() {
		this.runner.withPropertyValues(PRICES)
			.withBean(MeterRegistry.class, SimpleMeterRegistry::new)
			.run((context) -> assertThat(context.getBean(MeterRegistry.class)
				.get("eventsource.connection.state")
				.tag("source", "prices")
				.gauge()
				.value()).isEqualTo(2));
	}

	@Test
	void takesTheMetersOfARemovedSourceAway() {
		this.runner.withPropertyValues(PRICES)
			.withBean(MeterRegistry.class, SimpleMeterRegistry::new)
			.run((context) -> {
				context.getBean(EventSourceRegistry.class).remove("prices");
				assertThat(context.getBean(MeterRegistry.class).getMeters()).isEmpty();
			});
	}

	@Test
	void hasNoMetersWithoutMicrometer() {
		this.runner.withClassLoader(new FilteredClassLoader(MeterRegistry.class))
			.withPropertyValues(PRICES)
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("eventSourceMeters"));
	}

	@Test
	void hasNoMetersWithoutARegistry() {
		this.runner.run((context) -> assertThat(context).doesNotHaveBean("eventSourceMeters"));
	}

	@Test
	void contributesHealth() {
		this.runner.run((context) -> assertThat(context).hasSingleBean(EventSourcesHealthContributor.class)
			.hasBean("eventSourceHealthContributor"));
	}

	@Test
	void contributesNoHealthWhenSwitchedOff() {
		this.runner.withPropertyValues("management.health.eventsource.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(EventSourcesHealthContributor.class));
	}

	@Test
	void contributesNoHealthWithoutItsModule() {
		this.runner.withClassLoader(new FilteredClassLoader(HealthContributor.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("eventSourceHealthContributor"));
	}

	@Test
	void leavesHealthToTheUser() {
		HealthContributor own = (HealthIndicator) () -> null;
		this.runner.withBean("eventSourceHealthContributor", HealthContributor.class, () -> own)
			.run((context) -> assertThat(context).doesNotHaveBean(EventSourcesHealthContributor.class));
	}

	@Test
	void hasAnEndpointWhenItIsExposed() {
		this.runner.withPropertyValues("management.endpoints.web.exposure.include=eventsources")
			.run((context) -> assertThat(context).hasSingleBean(EventSourcesEndpoint.class));
	}

	@Test
	void hasNoEndpointWhenItIsNotExposed() {
		this.runner.run((context) -> assertThat(context).doesNotHaveBean(EventSourcesEndpoint.class));
	}

	@Test
	void hasNoEndpointWithoutActuator() {
		this.runner.withClassLoader(new FilteredClassLoader(ConditionalOnAvailableEndpoint.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(EventSourcesEndpoint.class));
	}

	@Test
	void healthFollowsTheRegistry() {
		this.runner.withPropertyValues(PRICES).run((context) -> {
			EventSourcesHealthContributor health = context.getBean(EventSourcesHealthContributor.class);
			context.getBean(EventSourceRegistry.class)
				.register("late", EventSourceSpec.builder("http://localhost:1").autoStartup(false).build());
			assertThat(health.stream()).extracting((entry) -> entry.name()).containsExactlyInAnyOrder("prices", "late");
			context.getBean(EventSourceRegistry.class).remove("late");
			assertThat(health.getContributor("late")).isNull();
			assertThat(health.getContributor("prices")).isNotNull();
		});
	}

	@Test
	void healthLeavesOutASourceThatAsksForIt() {
		this.runner.withPropertyValues(PRICES, "eventsource.sources.prices.health.enabled=false")
			.run((context) -> assertThat(context.getBean(EventSourcesHealthContributor.class).stream()).isEmpty());
	}

	@Test
	void showsNoSettingInTheEndpointOfProperties() {
		this.runner.withPropertyValues(PRICES)
			.run((context) -> assertThat(context.getBeansWithAnnotation(ConfigurationProperties.class).values())
				.noneMatch((bean) -> bean.getClass().getName().startsWith("dev.eventsource")));
	}

	@Configuration(proxyBeanMethods = false)
	static class OwnExecutor {

		static final Executor DIRECT = Runnable::run;

		@Bean
		Executor eventSourceExecutor() {
			return DIRECT;
		}

	}

}
