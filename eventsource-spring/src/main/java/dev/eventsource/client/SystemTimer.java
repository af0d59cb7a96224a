package dev.eventsource.client;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import dev.eventsource.Registration;
import dev.eventsource.Timer;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * The machine's clock, and one daemon thread that wakes whoever asked. The thread comes
 * with the first task and goes when it has been idle.
 */
final class SystemTimer implements Timer, AutoCloseable {

	private static final Log logger = LogFactory.getLog(SystemTimer.class);

	private final ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1, (task) -> {
		Thread thread = new Thread(task, "eventsource-timer");
		thread.setDaemon(true);
		return thread;
	});

	SystemTimer() {
		this.executor.setRemoveOnCancelPolicy(true);
		this.executor.setKeepAliveTime(30, TimeUnit.SECONDS);
		this.executor.allowCoreThreadTimeOut(true);
		this.executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
	}

	@Override
	public long nanoTime() {
		return System.nanoTime();
	}

	@Override
	public Instant instant() {
		return Instant.now();
	}

	@Override
	public Registration schedule(Duration delay, Runnable task) {
		if (this.executor.isShutdown()) {
			return () -> {
			};
		}
		Future<?> future = this.executor.schedule(() -> run(task), delay.toNanos(), TimeUnit.NANOSECONDS);
		return () -> future.cancel(false);
	}

	private static void run(Runnable task) {
		try {
			task.run();
		}
		catch (RuntimeException ex) {
			logger.error("A timed task failed", ex);
		}
	}

	@Override
	public void close() {
		this.executor.shutdownNow();
	}

}
