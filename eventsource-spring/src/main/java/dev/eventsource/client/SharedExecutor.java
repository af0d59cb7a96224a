package dev.eventsource.client;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads that run handlers where nobody brings other ones: daemons that come with
 * work and go without.
 */
final class SharedExecutor implements Executor, AutoCloseable {

	private final AtomicInteger threads = new AtomicInteger();

	private final ThreadPoolExecutor pool;

	SharedExecutor() {
		int size = Math.max(16, 4 * Runtime.getRuntime().availableProcessors());
		this.pool = new ThreadPoolExecutor(size, size, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), this::thread);
		this.pool.allowCoreThreadTimeOut(true);
	}

	private Thread thread(Runnable task) {
		Thread thread = new Thread(task, "eventsource-" + this.threads.incrementAndGet());
		thread.setDaemon(true);
		return thread;
	}

	@Override
	public void execute(Runnable task) {
		this.pool.execute(task);
	}

	@Override
	public void close() {
		this.pool.shutdown();
	}

}
