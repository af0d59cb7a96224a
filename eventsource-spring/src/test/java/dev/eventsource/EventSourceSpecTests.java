package dev.eventsource;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;

class EventSourceSpecTests {

	@Test
	void upperSettingsWinWhereTheyAreSet() {
		EventSourceSpec lower = EventSourceSpec.builder("http://lower")
			.reconnectDelay(Duration.ofSeconds(7))
			.reconnectJitter(0.1)
			.build();
		EventSourceSpec upper = EventSourceSpec.builder("http://upper").reconnectJitter(0.2).build();

		EventSourceSpec both = lower.overlay(upper);

		assertThat(both.url()).isEqualTo("http://upper");
		assertThat(both.reconnect().delay()).isEqualTo(Duration.ofSeconds(7));
		assertThat(both.reconnect().jitter()).isEqualTo(0.2);
	}

	@Test
	void mapsAreMergedByKey() {
		EventSourceSpec lower = EventSourceSpec.builder("http://a").header("A", "1").header("B", "1").build();
		EventSourceSpec upper = EventSourceSpec.builder("http://a").header("B", "2").build();

		assertThat(lower.overlay(upper).headers()).containsEntry("A", "1").containsEntry("B", "2").hasSize(2);
	}

	@Test
	void builtInSettingsAreThoseOfTheContract() {
		EventSourceSpec builtIn = EventSourceSpec.BUILT_IN;

		assertThat(builtIn.idleTimeout()).isEqualTo(Duration.ofMinutes(5));
		assertThat(builtIn.reconnect().delay()).isEqualTo(Duration.ofSeconds(2));
		assertThat(builtIn.limits().eventSize()).isEqualTo(DataSize.ofMegabytes(8));
		assertThat(builtIn.delivery().retry().maxRetries()).isEqualTo(3);
		assertThat(builtIn.checkpoint().store()).isEqualTo("memory");
	}

	@Test
	void showsNoSetting() {
		EventSourceSpec spec = EventSourceSpec.builder("http://a?token=canary")
			.bearer("canary")
			.header("X", "canary")
			.build();

		assertThat(spec.toString() + spec.auth()).doesNotContain("canary");
	}

}
