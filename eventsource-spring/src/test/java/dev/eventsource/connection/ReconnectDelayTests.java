package dev.eventsource.connection;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class ReconnectDelayTests {

	private final ReconnectDelay delay = new ReconnectDelay(Duration.ofSeconds(2), Duration.ofMillis(500),
			Duration.ofSeconds(30), 2, 0.5, Duration.ofHours(1));

	@ParameterizedTest
	@CsvSource({ "0, 2000", "1, 4000", "2, 8000", "3, 16000", "4, 30000", "50, 30000", "100000, 30000" })
	void growsWithEachFailureUpToItsCeiling(int failures, long millis) {
		assertThat(this.delay.afterFailure(failures, null, null, 0)).hasMillis(millis);
	}

	@ParameterizedTest
	@CsvSource({ "0, 2000", "0.5, 2500", "1, 3000" })
	void isOnlyLengthenedByChance(double chance, long millis) {
		assertThat(this.delay.afterFailure(0, null, null, chance)).hasMillis(millis);
	}

	@ParameterizedTest
	@CsvSource({ "0, 500", "100, 500", "700, 700", "3600000, 3600000", "3600001, 3600000",
			"9223372036854775807, 3600000" })
	void bringsAReconnectionTimeWithinItsLimits(long sent, long millis) {
		assertThat(this.delay.clamp(sent)).hasMillis(millis);
	}

	@Test
	void neverFallsBelowTheServersReconnectionTime() {
		Duration retry = Duration.ofMinutes(5);

		assertThat(this.delay.afterFailure(3, retry, null, 0)).isEqualTo(retry);
		assertThat(this.delay.afterRotation(retry, 0)).isEqualTo(retry);
	}

	@ParameterizedTest
	@CsvSource({ "1, 2000", "120, 120000", "7200, 3600000" })
	void isRaisedByRetryAfterUpToTheServersCeiling(long seconds, long millis) {
		assertThat(this.delay.afterFailure(0, null, Duration.ofSeconds(seconds), 0)).hasMillis(millis);
	}

	@Test
	void doesNotGrowAfterARotation() {
		assertThat(this.delay.afterRotation(null, 0)).hasSeconds(2);
		assertThat(this.delay.afterRotation(Duration.ofMillis(100), 0)).hasMillis(500);
	}

	@Test
	void withoutCeilingsStaysWithinACentury() {
		ReconnectDelay unlimited = new ReconnectDelay(Duration.ofSeconds(2), Duration.ZERO, Duration.ZERO, 10, 1,
				Duration.ZERO);

		assertThat(unlimited.afterFailure(5000, null, null, 1)).isLessThanOrEqualTo(Duration.ofDays(36_500));
		assertThat(unlimited.clamp(Long.MAX_VALUE)).isLessThanOrEqualTo(Duration.ofDays(36_500));
	}

}
