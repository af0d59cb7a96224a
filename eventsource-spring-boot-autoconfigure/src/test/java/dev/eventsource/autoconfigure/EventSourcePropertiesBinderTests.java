package dev.eventsource.autoconfigure;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.eventsource.EventSourceSpec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.core.env.Environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class EventSourcePropertiesBinderTests {

	@Test
	void leavesUnsetWhatIsNotTyped() {
		EventSourceSpec source = bind(TypedEnvironment.yaml("eventsource.sources.prices.url: http://a")).sources()
			.get("prices");

		assertThat(source.idleTimeout()).isNull();
		assertThat(source.delivery()).isNull();
	}

	@Test
	void bindsWhatBelongsToNoSource() {
		EventSourceProperties properties = bind(TypedEnvironment.yaml("""
				eventsource:
				  auto-startup: false
				  max-concurrent-connects: 8
				  executor.threads: 3
				"""));

		assertThat(properties.enabled()).isTrue();
		assertThat(properties.autoStartup()).isFalse();
		assertThat(properties.maxConcurrentConnects()).isEqualTo(8);
		assertThat(properties.executorThreads()).isEqualTo(3);
	}

	@Test
	void hasDefaultsWithoutAnyProperty() {
		EventSourceProperties properties = bind(TypedEnvironment.yaml("a: b"));

		assertThat(properties.enabled()).isTrue();
		assertThat(properties.autoStartup()).isTrue();
		assertThat(properties.maxConcurrentConnects()).isEqualTo(64);
		assertThat(properties.executorThreads()).isGreaterThanOrEqualTo(16);
		assertThat(properties.sources()).isEmpty();
	}

	@Test
	void keepsTheOrderOfSources() {
		Environment environment = TypedEnvironment.yaml("""
				eventsource.sources:
				  zebra.url: http://z
				  apple.url: http://a
				""");

		assertThat(EventSourcePropertiesBinder.sourceNames(environment)).containsExactly("zebra", "apple");
	}

	@Test
	void foldsAnEnvironmentVariableIntoTheDashedSource() {
		EventSourceProperties properties = bind(TypedEnvironment.yamlAndVariables("""
				eventsource.sources.price-feed:
				  url: http://file
				  idle-timeout: 9
				""", "EVENTSOURCE_SOURCES_PRICEFEED_URL=http://variable"));

		assertThat(properties.sources()).containsOnlyKeys("price-feed");
		assertThat(properties.sources().get("price-feed").url()).isEqualTo("http://variable");
		assertThat(properties.sources().get("price-feed").idleTimeout()).isEqualTo(Duration.ofSeconds(9));
	}

	@Test
	void makesNoSourceOfTheFirstWordOfADashedName() {
		EventSourceProperties properties = bind(
				TypedEnvironment.yamlAndVariables("eventsource.sources.price-feed.url: http://file",
						"EVENTSOURCE_SOURCES_PRICE_FEED_URL=http://variable"));

		assertThat(properties.sources()).containsOnlyKeys("price-feed");
		assertThat(properties.sources().get("price-feed").url()).isEqualTo("http://variable");
	}

	@Test
	void bindsASourceOfEnvironmentVariablesOnly() {
		EventSourceProperties properties = bind(TypedEnvironment.yamlAndVariables("a: b",
				"EVENTSOURCE_SOURCES_PRICES_URL=http://a", "EVENTSOURCE_SOURCES_PRICES_IDLETIMEOUT=7",
				"EVENTSOURCE_SOURCES_PRICES_DELIVERY_BUFFERSIZE=9"));

		assertThat(properties.sources().get("prices").idleTimeout()).isEqualTo(Duration.ofSeconds(7));
		assertThat(TypedSettingsTests.read(properties.sources().get("prices"), "delivery.bufferSize")).isEqualTo(9);
	}

	@Test
	void aVariableReplacesAHeaderUnderItsTypedName() {
		EventSourceProperties properties = bind(
				TypedEnvironment.yamlAndVariables("eventsource.sources.prices.headers: {X-Api-Key: file, Other: 1}",
						"EVENTSOURCE_SOURCES_PRICES_HEADERS_XAPIKEY=variable"));

		assertThat(properties.sources().get("prices").headers())
			.containsExactlyInAnyOrderEntriesOf(Map.of("X-Api-Key", "variable", "Other", "1"));
	}

	@Test
	void toleratesVariablesOfOtherSoftware() {
		EventSourceProperties properties = bind(TypedEnvironment.yamlAndVariables("a: b",
				"EVENTSOURCE_SERVICE_HOST=10.0.0.1", "EVENTSOURCE_PORT=tcp://10.0.0.1:80", "EVENTSOURCE=1",
				"EVENTSOURCE_SOURCES_SERVICE_HOST=10.0.0.1"));

		assertThat(properties.sources()).isEmpty();
	}

	@Test
	void resolvesPlaceholders() {
		EventSourceProperties properties = bind(TypedEnvironment.yaml("""
				token: abc
				eventsource.sources.prices:
				  headers.X-Token: Bearer ${token}
				  auth.bearer: ${token}
				  idle-timeout: ${idle:12}
				"""));

		assertThat(properties.sources().get("prices").headers()).containsEntry("X-Token", "Bearer abc");
		assertThat(TypedSettingsTests.read(properties.sources().get("prices"), "auth.bearer")).isEqualTo("abc");
		assertThat(properties.sources().get("prices").idleTimeout()).isEqualTo(Duration.ofSeconds(12));
	}

	@Test
	void looksAtNothingButTheNameOfADisabledSource() {
		EventSourceProperties properties = bind(TypedEnvironment.yaml("""
				eventsource.sources.prices:
				  enabled: false
				  idle-timeout: for ever
				  no-such-key: 1
				"""));

		assertThat(properties.sources().get("prices").enabled()).isFalse();
	}

	@Test
	void looksAtNothingButNamesWhenAllAreDisabled() {
		EventSourceProperties properties = bind(TypedEnvironment.yaml("""
				eventsource:
				  enabled: false
				  no-such-key: 1
				  defaults.idle-timeout: for ever
				  sources.prices.idle-timeout: for ever
				"""));

		assertThat(properties.enabled()).isFalse();
		assertThat(properties.sources().get("prices").enabled()).isFalse();
	}

	@ParameterizedTest
	@MethodSource("unknownKeys")
	void suggestsWhatWasMeant(String typed, @Nullable String suggestion) {
		assertThatExceptionOfType(UnknownSettingsException.class).isThrownBy(() -> bind(TypedEnvironment.yaml(typed)))
			.satisfies((ex) -> assertThat(ex.unknown()).singleElement()
				.extracting(UnknownSettingsException.Unknown::suggestion)
				.isEqualTo(suggestion));
	}

	static Stream<Arguments> unknownKeys() {
		return Stream.of(
				Arguments.of("eventsource.sources.prices.idle-timout: 1", "eventsource.sources.prices.idle-timeout"),
				Arguments.of("eventsource.defaults.idel-timeout: 1", "eventsource.defaults.idle-timeout"),
				Arguments.of("eventsource.sources.prices.store: file", "eventsource.sources.prices.checkpoint.store"),
				Arguments.of("eventsource.sources.prices.max-retries: 1",
						"eventsource.sources.prices.delivery.retry.max-retries"),
				Arguments.of("eventsource.source.prices.url: http://a", "eventsource.sources.prices.url"),
				Arguments.of("eventsource.prices.url: http://a", "eventsource.sources.prices.url"),
				Arguments.of("eventsource.autostart: true", "eventsource.auto-startup"),
				Arguments.of("eventsource.defaults.banana: 1", null));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			priceFeed   | price-feed
			price_feed  | price-feed
			Prices      | prices
			-prices     | prices
			"[my.feed]" | my-feed
			""")
	void suggestsAName(String typed, String suggestion) {
		assertThatExceptionOfType(InvalidSettingException.class)
			.isThrownBy(() -> bind(TypedEnvironment.yaml("eventsource.sources:\n  " + typed + ":\n    url: http://a")))
			.satisfies((ex) -> assertThat(ex.remedy()).contains("such as '" + suggestion + "'"));
	}

	@Test
	void refusesNamesThatDifferByDashesOnly() {
		assertThatExceptionOfType(InvalidSettingException.class).isThrownBy(() -> bind(TypedEnvironment.yaml("""
				eventsource.sources:
				  price-feed.url: http://a
				  pricefeed.url: http://b
				"""))).withMessageContaining("price-feed").withMessageContaining("pricefeed");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			idle-timeout: for ever              | idle-timeout            | for ever | 500ms, 30s or 5m
			limits.event-size: big              | limits.event-size       | big      | 64KB or 8MB
			delivery.on-failure: ignore         | delivery.on-failure     | ignore   | dead-letter, skip, stop
			http-version: http3                 | http-version            | http3    | http1, http2, h2c
			compression: maybe                  | compression             | maybe    | true or false
			delivery.concurrency: many          | delivery.concurrency    | many     | whole number
			reconnect.jitter: half              | reconnect.jitter        | half     | a number
			idle-timeout: 99999999999           | idle-timeout            | 99999999999 | 500ms, 30s or 5m
			""")
	void saysWhatToWriteInsteadOfAWrongValue(String typed, String key, String value, String remedy) {
		assertThatExceptionOfType(InvalidSettingException.class)
			.isThrownBy(() -> bind(TypedEnvironment.yaml("eventsource.sources.prices:\n  " + typed)))
			.satisfies((ex) -> assertThat(ex.property()).isEqualTo("eventsource.sources.prices." + key))
			.satisfies((ex) -> assertThat(ex.value()).isEqualTo(value))
			.satisfies((ex) -> assertThat(ex.remedy()).contains(remedy));
	}

	@Test
	void pointsIntoAGroupThatWasGivenAValue() {
		assertThatExceptionOfType(InvalidSettingException.class)
			.isThrownBy(() -> bind(TypedEnvironment.yaml("eventsource.sources.prices.checkpoint: file")))
			.satisfies((ex) -> assertThat(ex.remedy()).contains("eventsource.sources.prices.checkpoint.store"));
	}

	@Test
	void pointsToTheUrlWhenASourceWasGivenAValue() {
		assertThatExceptionOfType(InvalidSettingException.class)
			.isThrownBy(() -> bind(TypedEnvironment.yaml("eventsource.sources.prices: http://a")))
			.satisfies((ex) -> assertThat(ex.remedy()).contains("eventsource.sources.prices.url"));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			auth: s3cret
			headers: s3cret
			query.token: [s3cret]
			auth.basic.password.more: s3cret
			auth.bearer: 's3cret${nowhere}'
			headers.X-Key: 's3cret${nowhere}'
			""")
	void showsNoSecret(String typed) {
		assertThatExceptionOfType(RuntimeException.class)
			.isThrownBy(() -> bind(TypedEnvironment.yaml("eventsource.sources.prices:\n  " + typed)))
			.satisfies((ex) -> assertThat(ex).message().doesNotContain("s3cret"))
			.satisfies((ex) -> assertThat(ex.getCause()).isNull());
	}

	@Test
	void refusesAPlaceholderWithoutValue() {
		assertThatExceptionOfType(InvalidSettingException.class)
			.isThrownBy(() -> bind(TypedEnvironment.yaml("eventsource.sources.prices.url: http://${host}/a")))
			.satisfies((ex) -> assertThat(ex.problem()).contains("'host'"))
			.satisfies((ex) -> assertThat(ex.remedy()).contains("${host:...}"));
	}

	@ParameterizedTest
	@CsvSource({ "executor.threads", "max-concurrent-connects" })
	void refusesNegativeCounts(String key) {
		assertThatExceptionOfType(InvalidSettingException.class)
			.isThrownBy(() -> bind(TypedEnvironment.yaml("eventsource." + key + ": -1")))
			.satisfies((ex) -> assertThat(ex.property()).isEqualTo("eventsource." + key))
			.satisfies((ex) -> assertThat(ex.origin()).isNotNull());
	}

	@ParameterizedTest
	@CsvSource({ "prices, pricesEventSource", "order-events, orderEventsEventSource", "a--b1, aB1EventSource" })
	void namesTheBeanOfASource(String source, String bean) {
		assertThat(SourceNames.beanName(source)).isEqualTo(bean);
	}

	@Test
	void knowsEveryComponent() {
		List<String> typed = SettingKeys.SOURCE.leaves().stream().map(SettingKeys::path).toList();

		assertThat(typed).contains("url", "query", "delivery.retry.max-retries", "last-event-id.query-parameter")
			.hasSizeGreaterThan(70);
	}

	private static EventSourceProperties bind(Environment environment) {
		return EventSourcePropertiesBinder.bind(environment);
	}

}
