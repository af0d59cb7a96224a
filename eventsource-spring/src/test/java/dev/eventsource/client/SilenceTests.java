package dev.eventsource.client;

import java.time.Duration;
import java.time.Instant;

import dev.eventsource.TestSpecs;
import dev.eventsource.testing.ManualExecutor;
import dev.eventsource.testing.ManualTimer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Since when a source is silent, as health judges it.
 */
class SilenceTests {

	private static final Duration HOUR = Duration.ofHours(1);

	private final ManualTimer timer = new ManualTimer();

	private final ManualExecutor executor = new ManualExecutor();

	private final LastExchange transport = new LastExchange();

	private final LiveEventSourceRegistry sources = LiveEventSourceRegistry.builder(WebClient.builder())
		.transports((spec) -> this.transport)
		.executors((name) -> this.executor)
		.timer(this.timer)
		.build();

	private final ManagedEventSource source = this.sources.add("prices",
			TestSpecs.with("url", "http://localhost/", "delivery.bufferSize", 2));

	@BeforeEach
	void open() {
		this.source.onMessage((message) -> {
		});
		this.source.beginStart();
		this.executor.runAll();
		this.transport.stream();
		this.executor.runAll();
	}

	@AfterEach
	void close() {
		this.sources.close();
		this.executor.runAll();
	}

	@Test
	void isSilentSinceTheLastEvent() {
		this.timer.advance(Duration.ofSeconds(7));

		assertThat(this.source.facts().silentSince()).isEqualTo(this.timer.instant().minusSeconds(7));
	}

	@Test
	void aNewRunHasItsTime() {
		this.source.beginStop();
		this.executor.runAll();
		this.timer.advance(HOUR);
		Instant started = this.timer.instant();

		this.source.beginStart();
		this.executor.runAll();

		assertThat(this.source.facts().silentSince()).isEqualTo(started);
	}

	@Test
	void aResumeHasItsTime() {
		this.source.pause();
		this.timer.advance(HOUR);
		Instant resumed = this.timer.instant();

		this.source.resume();

		assertThat(this.source.facts().silentSince()).isEqualTo(resumed);
	}

	@Test
	void aReconnectHasNone() {
		Instant event = this.timer.instant();

		this.transport.end();
		this.timer.advance(Duration.ofMinutes(1));

		assertThat(this.source.facts().silentSince()).isEqualTo(event);
	}

	@Test
	void theClockStandsStillWhileNothingIsAskedFor() {
		this.transport.event();
		this.transport.event();
		this.timer.advance(HOUR);
		assertThat(this.source.facts().silentSince()).isNull();

		this.executor.runAll();

		assertThat(this.source.facts().silentSince()).isEqualTo(this.timer.instant());
	}

}
