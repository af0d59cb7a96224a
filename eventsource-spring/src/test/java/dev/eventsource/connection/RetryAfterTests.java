package dev.eventsource.connection;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class RetryAfterTests {

	private static final Instant NOW = Instant.parse("2015-10-21T07:28:00Z");

	@ParameterizedTest
	@CsvSource({ "120, 120", "0, 0", "' 7 ', 7", "007, 7", "99999999999999999999999, 999999999999" })
	void readsSeconds(String value, long seconds) {
		assertThat(RetryAfter.parse(value, NOW)).hasSeconds(seconds);
	}

	@Test
	void readsADate() {
		assertThat(RetryAfter.parse("Wed, 21 Oct 2015 07:30:00 GMT", NOW)).isEqualTo(Duration.ofMinutes(2));
	}

	@ParameterizedTest
	@NullSource
	@ValueSource(strings = { "", " ", "soon", "-1", "1.5", "1e3", "٣", "Wed, 21 Oct 2015 07:27:59 GMT",
			"Wed, 99 Oct 2015 07:28:00 GMT" })
	void ignoresWhatIsPastOrNoTime(String value) {
		assertThat(RetryAfter.parse(value, NOW)).isNull();
	}

}
