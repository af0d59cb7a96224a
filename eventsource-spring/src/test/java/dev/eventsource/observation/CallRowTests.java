package dev.eventsource.observation;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CallRowTests {

	private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

	private final Timer timer = this.registry.timer("calls");

	private final CallRow row = new CallRow(Thread.currentThread());

	@Test
	void recordsEachCall() {
		for (int call = 1; call <= 150; call++) {
			assertThat(this.row.take(this.timer, call)).isTrue();
		}
		this.row.end();

		assertThat(this.timer.count()).isEqualTo(150);
		assertThat(this.timer.totalTime(TimeUnit.NANOSECONDS)).isEqualTo(150 * 151 / 2);
		assertThat(this.timer.max(TimeUnit.NANOSECONDS)).isEqualTo(150);
	}

	@Test
	void recordsNothingTwice() {
		this.row.take(this.timer, 1);
		this.row.end();
		this.row.end();

		assertThat(this.timer.count()).isEqualTo(1);
	}

	@Test
	void givesEachTimerItsOwn() {
		Timer other = this.registry.timer("others");

		this.row.take(this.timer, 1);
		this.row.take(other, 2);
		this.row.take(this.timer, 3);
		this.row.end();

		assertThat(this.timer.totalTime(TimeUnit.NANOSECONDS)).isEqualTo(4);
		assertThat(other.totalTime(TimeUnit.NANOSECONDS)).isEqualTo(2);
	}

	@Test
	void leavesASlowCallToBeRecordedAtOnce() {
		assertThat(this.row.take(this.timer, 1_000_000)).isFalse();
	}

	@Test
	void leavesCallsOnAnotherThreadToBeRecordedThere() {
		boolean taken = CompletableFuture.supplyAsync(() -> this.row.take(this.timer, 1)).join();

		assertThat(taken).isFalse();
	}

}
