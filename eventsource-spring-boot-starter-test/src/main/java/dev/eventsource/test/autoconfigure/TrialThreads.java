package dev.eventsource.test.autoconfigure;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

import dev.eventsource.Registration;
import dev.eventsource.Timer;

/**
 * Threads that listeners run on, and a clock that jumps over every delay.
 */
final class TrialThreads implements Executor, Timer, AutoCloseable {

	private final ExecutorService threads = Executors.newCachedThreadPool((task) -> {
		Thread thread = new Thread(task, "sse-listener-tester");
		thread.setDaemon(true);
		return thread;
	});

	/** What was jumped over. */
	private final AtomicLong jumped = new AtomicLong();

	@Override
	public void execute(Runnable task) {
		this.threads.execute(task);
	}

	@Override
	public long nanoTime() {
		return System.nanoTime() + this.jumped.get();
	}

	@Override
	public Instant instant() {
		return Instant.now().plusNanos(this.jumped.get());
	}

	@Override
	public Registration schedule(Duration delay, Runnable task) {
		this.jumped.addAndGet(delay.toNanos());
		execute(task);
		return () -> {
		};
	}

	@Override
	public void close() {
		this.threads.shutdownNow();
	}

}
