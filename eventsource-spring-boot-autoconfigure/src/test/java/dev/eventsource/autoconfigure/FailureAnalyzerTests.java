package dev.eventsource.autoconfigure;

import java.util.Set;

import dev.eventsource.CheckpointDamagedException;
import dev.eventsource.CheckpointRefusedException;
import dev.eventsource.InvalidSpecException;
import dev.eventsource.UnknownEventSourceException;
import dev.eventsource.listener.InvalidListenerException;
import org.junit.jupiter.api.Test;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.core.io.support.SpringFactoriesLoader.ArgumentResolver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

class FailureAnalyzerTests {

	@Test
	void explainsAWrongValue() {
		ConfigurableEnvironment environment = TypedEnvironment
			.yaml("eventsource.sources.prices:\n  idle-timeout: for ever");

		FailureAnalysis analysis = analyzeBinding(environment);

		assertThat(analysis.getDescription()).isEqualTo("""
				A setting of the event sources is not valid:

				    Property: eventsource.sources.prices.idle-timeout
				    Value: "for ever"
				    Origin: Byte array resource [typed] - 2:17
				    Reason: It is no value for this setting.""");
		assertThat(analysis.getAction())
			.isEqualTo("Write a number of seconds, or a number and a unit, such as 500ms, 30s or 5m; 0 for off.");
	}

	@Test
	void hidesASecretValue() {
		FailureAnalysis analysis = analyzeBinding(TypedEnvironment.yaml("eventsource.defaults.headers: s3cret"));

		assertThat(analysis.getDescription()).contains("Value: \"***\"").doesNotContain("s3cret");
	}

	@Test
	void explainsUnknownKeys() {
		FailureAnalysis analysis = analyzeBinding(TypedEnvironment.yaml("""
				eventsource.sources.prices:
				  idle-timout: 1
				  banana: 2
				"""));

		assertThat(analysis.getDescription()).startsWith("There are settings of event sources that nothing reads:\n")
			.contains("Property: eventsource.sources.prices.idle-timout")
			.contains("Did you mean: 'eventsource.sources.prices.idle-timeout'?")
			.contains("Property: eventsource.sources.prices.banana");
		assertThat(analysis.getAction()).isEqualTo("Correct or remove the keys.");
	}

	@Test
	void explainsABadName() {
		FailureAnalysis analysis = analyzeBinding(TypedEnvironment.yaml("eventsource.sources.priceFeed.url: http://a"));

		assertThat(analysis.getDescription()).contains("Property: eventsource.sources.priceFeed")
			.contains("Reason: It is not a source name.");
		assertThat(analysis.getAction())
			.isEqualTo("Use lower-case letters, digits and inner dashes, at most 64 characters, such as 'price-feed'.");
	}

	@Test
	void explainsAnInvalidSpecWhereItWasTyped() {
		Environment environment = TypedEnvironment.yaml("eventsource.sources.prices.url: ftp://a");

		FailureAnalysis analysis = analyze(environment, new InvalidSpecException("prices", "url", "ftp://a",
				"is neither http nor https", "Write a URL such as https://example.com/stream."));

		assertThat(analysis.getDescription()).isEqualTo("""
				The event source 'prices' can not be made:

				    Property: eventsource.sources.prices.url
				    Value: "ftp://a"
				    Origin: Byte array resource [typed] - 1:33
				    Reason: It is neither http nor https.""");
		assertThat(analysis.getAction()).isEqualTo("Write a URL such as https://example.com/stream.");
	}

	@Test
	void explainsAnInvalidDefault() {
		Environment environment = TypedEnvironment.yaml("eventsource.defaults.delivery.concurrency: -1");

		FailureAnalysis analysis = analyze(environment,
				new InvalidSpecException("prices", "delivery.concurrency", "-1", "is negative", "Write 1 or more."));

		assertThat(analysis.getDescription()).contains("Property: eventsource.defaults.delivery.concurrency");
	}

	@Test
	void hidesTheValueOfASecretSpec() {
		FailureAnalysis analysis = analyze(new StandardEnvironment(),
				new InvalidSpecException("prices", "auth.bearer", "s3cret", "has a line break", "Remove it."));

		assertThat(analysis.getDescription()).doesNotContain("s3cret").contains("***");
	}

	@Test
	void explainsAPositionThatCanNotBeUsed() {
		FailureAnalysis analysis = analyze(new StandardEnvironment(),
				new CheckpointDamagedException("app/prices", "is damaged", "Restore it, or delete it.", null)
					.in("prices"));

		assertThat(analysis.getDescription()).isEqualTo("""
				An event source has no position to go on from:

				    Source: prices
				    Key: app/prices
				    Reason: It is damaged.""");
		assertThat(analysis.getAction()).isEqualTo("Restore it, or delete it.");
	}

	@Test
	void explainsAnUnknownSource() {
		FailureAnalysis analysis = analyze(new StandardEnvironment(),
				new UnknownEventSourceException("prces", Set.of("prices")));

		assertThat(analysis.getDescription()).isEqualTo("There is no event source 'prces'. Known: [prices].");
		assertThat(analysis.getAction()).isEqualTo("Ask for 'prices', or set 'eventsource.sources.prces.url'.");
	}

	@Test
	void explainsInvalidListeners() {
		InvalidListenerException first = new InvalidListenerException("Prices.onTick(Price)", "is private",
				"Make it package-private.");
		first.addSuppressed(new InvalidListenerException("Prices.onEnd()", "returns int", "Return void."));

		FailureAnalysis analysis = analyze(new StandardEnvironment(), first);

		assertThat(analysis.getDescription()).isEqualTo("""
				There are listeners of event sources that can not be called:

				    Listener: Prices.onTick(Price)
				    Reason: It is private.

				    Listener: Prices.onEnd()
				    Reason: It returns int.""");
		assertThat(analysis.getAction()).isEqualTo("Make it package-private. Return void.");
	}

	@Test
	void explainsAStoreThatRefuses() {
		FailureAnalysis analysis = analyze(new StandardEnvironment(),
				new CheckpointRefusedException("shop/prices", "is in use: process 7 holds it", "Stop it.", null)
					.in("prices"));

		assertThat(analysis.getDescription()).isEqualTo("""
				The position of an event source can not be kept by its store:

				    Source: prices
				    Key: shop/prices
				    Reason: It is in use: process 7 holds it.""");
		assertThat(analysis.getAction()).isEqualTo("Stop it.");
	}

	private static FailureAnalysis analyzeBinding(ConfigurableEnvironment environment) {
		return analyze(environment, catchThrowable(() -> EventSourcePropertiesBinder.bind(environment)));
	}

	private static FailureAnalysis analyze(Environment environment, Throwable failure) {
		Throwable wrapped = new IllegalStateException("Application run failed", failure);
		return SpringFactoriesLoader.forDefaultResourceLocation()
			.load(FailureAnalyzer.class, ArgumentResolver.of(Environment.class, environment),
					(factoryType, factoryImplementationName, problem) -> {
					})
			.stream()
			.filter((analyzer) -> analyzer.getClass().getName().startsWith("dev.eventsource"))
			.map((analyzer) -> analyzer.analyze(wrapped))
			.filter((analysis) -> analysis != null)
			.findFirst()
			.orElseThrow();
	}

}
