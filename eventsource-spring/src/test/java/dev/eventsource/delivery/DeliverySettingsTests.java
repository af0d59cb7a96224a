package dev.eventsource.delivery;

import java.time.Duration;
import java.util.stream.Stream;

import dev.eventsource.InvalidSpecException;
import dev.eventsource.TestSpecs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * What settings are taken and which are refused.
 */
class DeliverySettingsTests {

	private static DeliverySettings read(Object... settings) {
		return DeliverySettings.from("orders", "key", TestSpecs.with(settings));
	}

	static Stream<Arguments> refused() {
		Duration negative = Duration.ofSeconds(-1);
		return Stream.of(arguments("delivery.concurrency", "delivery.concurrency", 257),
				arguments("delivery.concurrency", "delivery.concurrency", 0),
				arguments("delivery.deduplicate.window", "delivery.deduplicate.window", 1_000_001),
				arguments("delivery.deduplicate.window", "delivery.deduplicate.window", -1),
				arguments("delivery.batch-size", "delivery.batchSize", -1),
				arguments("delivery.batch-wait", "delivery.batchWait", negative),
				arguments("delivery.buffer-size", "delivery.bufferSize", -1),
				arguments("delivery.buffer-bytes", "delivery.bufferBytes", DataSize.ofBytes(-1)),
				arguments("delivery.stuck-after", "delivery.stuckAfter", negative),
				arguments("delivery.timeout", "delivery.timeout", negative),
				arguments("delivery.retry.max-retries", "delivery.retry.maxRetries", -1),
				arguments("delivery.retry.delay", "delivery.retry.delay", negative),
				arguments("delivery.retry.max-delay", "delivery.retry.maxDelay", negative),
				arguments("delivery.retry.multiplier", "delivery.retry.multiplier", 0.9),
				arguments("delivery.retry.multiplier", "delivery.retry.multiplier", Double.NaN),
				arguments("checkpoint.interval", "checkpoint.interval", negative),
				arguments("checkpoint.events", "checkpoint.events", -1),
				arguments("checkpoint.max-uncommitted", "checkpoint.maxUncommitted", -1),
				arguments("checkpoint.required", "checkpoint.required", true),
				arguments("checkpoint.lease", "checkpoint.lease", Duration.ofSeconds(4)));
	}

	@ParameterizedTest
	@MethodSource("refused")
	void refusesWhatMakesNoSenseOrCanNotBeDone(String property, String component, Object value) {
		assertThatExceptionOfType(InvalidSpecException.class).isThrownBy(() -> read(component, value))
			.withMessageContaining("orders")
			.withMessageContaining(property)
			.satisfies((ex) -> assertThat(ex.property()).isEqualTo(property));
	}

	@Test
	void refusesSeveralEventsAtATimeOnTheEventLoop() {
		assertThatExceptionOfType(InvalidSpecException.class)
			.isThrownBy(() -> read("delivery.concurrency", 2, "delivery.executor", "direct"))
			.withMessageContaining("delivery.concurrency")
			.withMessageContaining("direct");
	}

	@ParameterizedTest
	@ValueSource(strings = { "payload.", "T(java.lang.Runtime).runtime", "payload.id" })
	void refusesAKeyThatCanNotBeFound(String orderBy) {
		assertThatExceptionOfType(InvalidSpecException.class)
			.isThrownBy(() -> new DeliveryRig("delivery.concurrency", 2, "delivery.orderBy", orderBy))
			.withMessageContaining("delivery.order-by");
	}

	@Test
	void takesTheBuiltInSettings() {
		DeliverySettings settings = read();

		assertThat(settings.bufferSize()).isEqualTo(256);
		assertThat(settings.bufferBytes()).isEqualTo(1024 * 1024);
		assertThat(settings.retry().maxRetries()).isEqualTo(3);
		assertThat(settings.commit().maxUncommitted()).isEqualTo(10_000);
		assertThat(settings.position().initialId()).isEmpty();
	}

	@Test
	void takesZeroForOff() {
		DeliverySettings settings = read("delivery.bufferSize", 0, "checkpoint.interval", Duration.ZERO,
				"delivery.retry.multiplier", 1.0);

		assertThat(settings.bufferSize()).isZero();
	}

}
