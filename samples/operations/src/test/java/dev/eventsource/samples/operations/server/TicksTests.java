package dev.eventsource.samples.operations.server;

import java.nio.charset.StandardCharsets;
import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TicksTests {

	private static final long NOW = 1_800_000_000_070L;

	private final Ticks ticks = new Ticks(Duration.ofMillis(100));

	@Test
	void aClientWithoutPositionGetsWhatComes() {
		assertThat(this.ticks.behind("", NOW)).isEqualTo(1_800_000_000_100L);
		assertThat(this.ticks.behind("not ours", NOW)).isEqualTo(1_800_000_000_100L);
	}

	@Test
	void aClientGoesOnBehindWhatItHasSeen() {
		assertThat(this.ticks.behind("1799999000000", NOW)).isEqualTo(1_799_999_000_100L);
		assertThat(this.ticks.behind("1799999000050", NOW)).isEqualTo(1_799_999_000_100L);
	}

	@Test
	void remembersADayAndALittle() {
		assertThat(this.ticks.behind("1", NOW)).isEqualTo(NOW - 70 - Duration.ofHours(25).toMillis() + 100);
	}

	@Test
	void doesNotWaitForAFutureThatAClientMadeUp() {
		assertThat(this.ticks.behind("9999999999999", NOW)).isEqualTo(1_800_000_000_100L);
	}

	@Test
	void anEventIsTheSameWheneverItIsSent() {
		assertThat(this.ticks.event(NOW)).isEqualTo(new Ticks(Duration.ofMillis(100)).event(NOW));
		assertThat(new String(this.ticks.event(15_100), StandardCharsets.UTF_8)).startsWith("id: 15100\ndata: {")
			.endsWith("}\n\n");
	}

	@Test
	void oneInManyIsPoison() {
		assertThat(new String(this.ticks.event(15_000), StandardCharsets.UTF_8)).contains("\"not known\"");
	}

}
