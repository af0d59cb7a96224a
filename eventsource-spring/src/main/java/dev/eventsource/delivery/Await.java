package dev.eventsource.delivery;

import java.time.Duration;
import java.util.concurrent.CancellationException;

import dev.eventsource.Registration;
import dev.eventsource.Timer;
import org.jspecify.annotations.Nullable;

/**
 * Something the dispatcher waits for without holding a thread. It is over once; whoever
 * is first says how it went. Safe for any thread.
 */
class Await {

	private final Runnable wake;

	/** Written behind {@link #failure}, once. */
	private volatile boolean over;

	private @Nullable Throwable failure;

	Await(Runnable wake) {
		this.wake = wake;
	}

	/**
	 * Returns a wait for time to pass.
	 * @param timer tells the time
	 * @param delay how long
	 * @param wake called when it has passed
	 * @return ends early by {@link #cancel()}
	 */
	static Await delay(Timer timer, Duration delay, Runnable wake) {
		return new Delay(timer, delay, wake);
	}

	final void complete(@Nullable Throwable failure) {
		synchronized (this) {
			if (this.over) {
				return;
			}
			this.failure = failure;
			this.over = true;
		}
		this.wake.run();
	}

	final boolean isOver() {
		return this.over;
	}

	/**
	 * Returns whether this is over, and ends it early if the source ends.
	 * @param ends whether it does
	 * @return whether it is over now
	 */
	final boolean isOverOr(boolean ends) {
		if (ends) {
			cancel();
		}
		return isOver();
	}

	final @Nullable Throwable failure() {
		return this.failure;
	}

	/**
	 * Ends this early if that is possible. It need not be over when this returns.
	 */
	void cancel() {
	}

	private static final class Delay extends Await {

		private final Registration alarm;

		private Delay(Timer timer, Duration delay, Runnable wake) {
			super(wake);
			this.alarm = timer.schedule(delay, () -> complete(null));
		}

		@Override
		void cancel() {
			this.alarm.remove();
			complete(new CancellationException("The wait was cut short"));
		}

	}

}
