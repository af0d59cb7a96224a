package dev.eventsource.observation;

import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.Timer;
import org.jspecify.annotations.Nullable;

/**
 * Times of quick calls on their way to their timer. A timer is made for many threads: in
 * between other work each record makes the processor wait for all memory that was written
 * before it, some of them one after another hardly do.
 */
final class CallRow {

	private static final int MANY = 64;

	/** One that takes longer than this is recorded at once. */
	private static final long QUICK = 20_000;

	private static final long[] NONE = {};

	private final Thread owner;

	private long[] nanos = NONE;

	private int count;

	private @Nullable Timer timer;

	CallRow(Thread owner) {
		this.owner = owner;
	}

	/**
	 * Takes the time of a call.
	 * @param timer where it belongs
	 * @param time in nanoseconds
	 * @return {@code false} if it is to be recorded at once
	 */
	boolean take(Timer timer, long time) {
		if (time > QUICK || Thread.currentThread() != this.owner) {
			return false;
		}
		if (timer != this.timer || this.count == MANY) {
			end();
			this.timer = timer;
		}
		if (this.nanos == NONE) {
			this.nanos = new long[MANY];
		}
		this.nanos[this.count++] = time;
		return true;
	}

	/** Records what is there. */
	void end() {
		Timer before = this.timer;
		if (before != null) {
			for (int call = 0; call < this.count; call++) {
				before.record(this.nanos[call], TimeUnit.NANOSECONDS);
			}
		}
		this.count = 0;
	}

}
