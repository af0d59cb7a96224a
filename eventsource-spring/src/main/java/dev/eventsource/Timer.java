package dev.eventsource;

import java.time.Duration;
import java.time.Instant;

/**
 * Where the client reads time and asks to be woken: one of the seams that a test replaces
 * to run without waiting.
 */
public interface Timer {

	/**
	 * Returns a reading of a clock that never jumps, for measuring how long something
	 * took.
	 * @return nanoseconds from an arbitrary origin
	 */
	long nanoTime();

	/**
	 * Returns the wall clock's reading, for showing to people.
	 * @return now
	 */
	Instant instant();

	/**
	 * Runs a task once, later, on a thread that must not be blocked.
	 * @param delay how long to wait; zero or more
	 * @param task what to run
	 * @return cancels the task if it has not begun; idempotent
	 */
	Registration schedule(Duration delay, Runnable task);

}
