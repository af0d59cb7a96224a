package dev.eventsource.autoconfigure;

import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.condition.ConditionEvaluationReport;
import org.springframework.boot.context.metrics.buffering.BufferingApplicationStartup;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is told of event sources about the start.
 */
class StartReportTests {

	private static final String PRICES = "eventsource.sources.prices.url=http://localhost:1/prices";

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withPropertyValues("eventsource.defaults.auto-startup=false")
		.withConfiguration(AutoConfigurations.of(EventSourceAutoConfiguration.class));

	private static String report(ConfigurableApplicationContext context) {
		StringBuilder text = new StringBuilder();
		ConditionEvaluationReport.get(context.getBeanFactory())
			.getConditionAndOutcomesBySource()
			.get(EventSourceAutoConfiguration.class.getName())
			.forEach((outcome) -> text.append(outcome.getOutcome().getMessage()).append('\n'));
		return text.toString();
	}

	@Test
	void theReportSaysThatNothingIsConfigured() {
		this.runner.run((context) -> assertThat(report(context)).contains("event sources there is none under ")
			.contains("nothing connects before EventSourceRegistry.register"));
	}

	@Test
	void theReportNamesTheSources() {
		this.runner.withPropertyValues(PRICES)
			.run((context) -> assertThat(report(context)).contains("event sources found prices\n"));
	}

	@Test
	void theReportSaysThatAllAreOff() {
		this.runner.withPropertyValues(PRICES, "eventsource.enabled=false")
			.run((context) -> assertThat(report(context)).contains("'eventsource.enabled' is false"));
	}

	@Test
	void theStartHasStepsOfItsOwn() {
		BufferingApplicationStartup startup = new BufferingApplicationStartup(1000);
		this.runner.withInitializer((context) -> context.setApplicationStartup(startup))
			.withPropertyValues(PRICES)
			.run((context) -> assertThat(startup.getBufferedTimeline().getEvents())
				.extracting((event) -> event.getStartupStep().getName())
				.contains("eventsource.sources.create", "eventsource.sources.start"));
	}

}
