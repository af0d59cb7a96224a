package dev.eventsource.testing;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import dev.eventsource.Registration;
import dev.eventsource.Timer;

/**
 * Time that passes only when a test says so. Safe for any thread.
 */
public final class ManualTimer implements Timer {

	private static final Instant START = Instant.parse("2030-01-01T00:00:00Z");

	private final List<Task> tasks = new ArrayList<>();

	private long nanos;

	@Override
	public synchronized long nanoTime() {
		return this.nanos;
	}

	@Override
	public synchronized Instant instant() {
		return START.plusNanos(this.nanos);
	}

	@Override
	public synchronized Registration schedule(Duration delay, Runnable action) {
		Task task = new Task(this.nanos + delay.toNanos(), action);
		this.tasks.add(task);
		return () -> cancel(task);
	}

	private synchronized void cancel(Task task) {
		this.tasks.remove(task);
	}

	/**
	 * Lets time pass and runs what becomes due, each at its time.
	 * @param duration how much time
	 */
	public void advance(Duration duration) {
		long end = nanoTime() + duration.toNanos();
		for (Optional<Task> task = takeDue(end); task.isPresent(); task = takeDue(end)) {
			task.get().action().run();
		}
		synchronized (this) {
			this.nanos = end;
		}
	}

	/**
	 * Lets time pass in which nothing can run, as in a long pause of the machine. What
	 * becomes due is run by the next {@link #advance}, late.
	 * @param duration how much time
	 */
	public synchronized void jump(Duration duration) {
		this.nanos += duration.toNanos();
	}

	private synchronized Optional<Task> takeDue(long end) {
		Optional<Task> first = this.tasks.stream()
			.filter((task) -> task.due() <= end)
			.min(Comparator.comparingLong(Task::due));
		first.ifPresent((task) -> {
			this.tasks.remove(task);
			this.nanos = Math.max(this.nanos, task.due());
		});
		return first;
	}

	/**
	 * Returns how many tasks wait for their time.
	 * @return the count
	 */
	public synchronized int scheduled() {
		return this.tasks.size();
	}

	private record Task(long due, Runnable action) {

		// two tasks are never the same one

		@Override
		public boolean equals(Object other) {
			return this == other;
		}

		@Override
		public int hashCode() {
			return System.identityHashCode(this);
		}

	}

}
