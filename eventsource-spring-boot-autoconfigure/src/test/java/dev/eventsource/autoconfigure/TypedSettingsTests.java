package dev.eventsource.autoconfigure;

import java.lang.reflect.RecordComponent;

import dev.eventsource.EventSourceSpec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.core.env.Environment;

import static org.assertj.core.api.Assertions.assertThat;

class TypedSettingsTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
			url: https://example.com/a?b=c | url | https://example.com/a?b=c
			query: {types: 'a,b'} | query | {types=a,b}
			query: {user_id: 5, filter.a: 1} | query | {user_id=5, filter.a=1}
			enabled: true | enabled | true
			auto-startup: no | autoStartup | false
			headers: {X-Api_Key: abc, Accept-Language: de} | headers | {X-Api_Key=abc, Accept-Language=de}
			headers: {"[X.Dots]": 1} | headers | {X.Dots=1}
			auth.basic: {username: me, password: 123} | auth.basic.password | 123
			auth.basic.username: me | auth.basic.username | me
			auth.bearer: abc.def | auth.bearer | abc.def
			auth.oauth2.registration: idp | auth.oauth2.registration | idp
			checkpoint.store: file | checkpoint.store | file
			checkpoint: {key: my/key} | checkpoint.key | my/key
			checkpoint.interval: 250ms | checkpoint.interval | PT0.25S
			checkpoint.events: 50 | checkpoint.events | 50
			checkpoint.max-uncommitted: 0 | checkpoint.maxUncommitted | 0
			checkpoint.transactional: true | checkpoint.transactional | true
			checkpoint.transaction-manager: tm | checkpoint.transactionManager | tm
			checkpoint.required: true | checkpoint.required | true
			checkpoint.lease: 45 | checkpoint.lease | PT45S
			checkpoint.directory: /var/lib/positions | checkpoint.directory | /var/lib/positions
			delivery.on-failure: dead-letter | delivery.onFailure | DEAD_LETTER
			delivery.on-failure: skip | delivery.onFailure | SKIP
			delivery.on-failure: stop | delivery.onFailure | STOP
			delivery.concurrency: 4 | delivery.concurrency | 4
			delivery.order-by: id | delivery.orderBy | id
			delivery.buffer-size: 0 | delivery.bufferSize | 0
			delivery.buffer-bytes: 2MB | delivery.bufferBytes | 2097152B
			delivery.batch-size: 500 | delivery.batchSize | 500
			delivery.batch-wait: 0 | delivery.batchWait | PT0S
			delivery.executor: direct | delivery.executor | direct
			delivery.retry.max-retries: 0 | delivery.retry.maxRetries | 0
			delivery.retry.delay: 0.5 | delivery.retry.delay | PT0.5S
			delivery.retry.multiplier: 1.5 | delivery.retry.multiplier | 1.5
			delivery.retry.max-delay: 1h | delivery.retry.maxDelay | PT1H
			delivery.retry.transient-exceptions: [a.B, c.D] | delivery.retry.transientExceptions | [a.B, c.D]
			delivery.stuck-after: 0 | delivery.stuckAfter | PT0S
			delivery.timeout: 90 | delivery.timeout | PT1M30S
			delivery.deduplicate.window: 1000 | delivery.deduplicate.window | 1000
			delivery.deduplicate.by: "#event.data()" | delivery.deduplicate.by | #event.data()
			idle-timeout: 5m | idleTimeout | PT5M
			idle-timeout: 60 | idleTimeout | PT1M
			idle-timeout: "60" | idleTimeout | PT1M
			idle-timeout: 0 | idleTimeout | PT0S
			idle-timeout: PT2M | idleTimeout | PT2M
			idleTimeout: 7 | idleTimeout | PT7S
			mode: finite | mode | FINITE
			method: POST | method | POST
			body: '{"a": 1}' | body | {"a": 1}
			complete-on.data: "[DONE]" | completeOn.data | [DONE]
			complete-on.event: message_stop | completeOn.event | message_stop
			ssl.bundle: mine | ssl.bundle | mine
			proxy.type: socks5 | proxy.type | socks5
			proxy.host: proxy.local | proxy.host | proxy.local
			proxy.port: 3128 | proxy.port | 3128
			proxy.username: me | proxy.username | me
			proxy.password: pw | proxy.password | pw
			proxy.no-proxy: localhost, 10.0.0.1 | proxy.noProxy | [localhost, 10.0.0.1]
			http-version: http1 | httpVersion | HTTP1
			http-version: http2 | httpVersion | HTTP2
			http-version: h2c | httpVersion | H2C
			with-credentials: true | withCredentials | true
			status-policy: whatwg | statusPolicy | WHATWG
			status-policy: resilient | statusPolicy | RESILIENT
			reconnect.delay: 2 | reconnect.delay | PT2S
			reconnect.min-delay: 500ms | reconnect.minDelay | PT0.5S
			reconnect.max-delay: 30s | reconnect.maxDelay | PT30S
			reconnect.multiplier: 2 | reconnect.multiplier | 2.0
			reconnect.jitter: 0 | reconnect.jitter | 0.0
			reconnect.max-server-delay: 1h | reconnect.maxServerDelay | PT1H
			reconnect.reset-after: 1m | reconnect.resetAfter | PT1M
			reconnect.max-attempts: 0 | reconnect.maxAttempts | 0
			connect-timeout: 10s | connectTimeout | PT10S
			response-timeout: 30s | responseTimeout | PT30S
			max-connection-age: 1h | maxConnectionAge | PT1H
			limits.event-size: 8MB | limits.eventSize | 8388608B
			limits.id-size: 4096 | limits.idSize | 4096B
			limits.header-size: 16KB | limits.headerSize | 16384B
			limits.partial-event-timeout: 2m | limits.partialEventTimeout | PT2M
			limits.expansion-ratio: 0 | limits.expansionRatio | 0
			last-event-id.initial: 42 | lastEventId.initial | 42
			last-event-id.query-parameter: lastEventId | lastEventId.queryParameter | lastEventId
			last-event-id.send: false | lastEventId.send | false
			redirects.max: 0 | redirects.max | 0
			redirects.allowed-origins: https://a.example | redirects.allowedOrigins | [https://a.example]
			compression: true | compression | true
			health.enabled: off | health.enabled | false
			health.down-after: 2m | health.downAfter | PT2M
			health.max-silence: 10m | health.maxSilence | PT10M
			""")
	void bindsWhatAPersonTypes(String typed, String component, String value) {
		EventSourceSpec source = bind(TypedEnvironment.yaml("eventsource.sources.prices:\n  " + typed)).sources()
			.get("prices");
		EventSourceSpec defaults = bind(TypedEnvironment.yaml("eventsource.defaults:\n  " + typed)).defaults();

		assertThat(read(source, component)).hasToString(value);
		assertThat(read(defaults, component)).hasToString(value);
	}

	private static EventSourceProperties bind(Environment environment) {
		return EventSourcePropertiesBinder.bind(environment);
	}

	static @Nullable Object read(@Nullable Object settings, String path) {
		Object value = settings;
		for (String name : path.split("\\.")) {
			value = component(value, name);
		}
		return value;
	}

	private static @Nullable Object component(@Nullable Object settings, String name) {
		assertThat(settings).isNotNull();
		try {
			for (RecordComponent component : settings.getClass().getRecordComponents()) {
				if (component.getName().equals(name)) {
					return component.getAccessor().invoke(settings);
				}
			}
			throw new AssertionError("No component " + name);
		}
		catch (ReflectiveOperationException ex) {
			throw new AssertionError(ex);
		}
	}

}
