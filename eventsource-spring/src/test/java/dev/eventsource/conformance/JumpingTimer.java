package dev.eventsource.conformance;

import java.time.Duration;
import java.time.Instant;

import dev.eventsource.Registration;
import dev.eventsource.Timer;
import dev.eventsource.testing.ManualTimer;

/**
 * Time whose wall clock is put forward and back.
 */
final class JumpingTimer implements Timer {

	private final ManualTimer time;

	private volatile Duration offset = Duration.ZERO;

	JumpingTimer(ManualTimer time) {
		this.time = time;
	}

	ManualTimer time() {
		return this.time;
	}

	void jump(Duration distance) {
		this.offset = this.offset.plus(distance);
	}

	@Override
	public long nanoTime() {
		return this.time.nanoTime();
	}

	@Override
	public Instant instant() {
		return this.time.instant().plus(this.offset);
	}

	@Override
	public Registration schedule(Duration delay, Runnable action) {
		return this.time.schedule(delay, action);
	}

}
