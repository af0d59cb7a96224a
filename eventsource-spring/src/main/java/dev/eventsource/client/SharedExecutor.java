package dev.eventsource.client;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads that run handlers where nobody brings other ones, and those that call
 * stores: daemons that come with work and go without.
 */
final class SharedExecutor implements Executor, AutoCloseable {

	private static final int STORE_THREADS = 8;

	private final AtomicInteger threads = new AtomicInteger();

	private final ThreadPoolExecutor pool;

	private final String prefix;

	private SharedExecutor(String prefix, int size) {
		this.prefix = prefix;
		this.pool = new ThreadPoolExecutor(size, size, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), this::thread);
		this.pool.allowCoreThreadTimeOut(true);
	}

	static SharedExecutor forHandlers() {
		return new SharedExecutor("eventsource-", Math.max(16, 4 * Runtime.getRuntime().availableProcessors()));
	}

	static SharedExecutor forStores() {
		return new SharedExecutor("eventsource-store-", STORE_THREADS);
	}

	private Thread thread(Runnable task) {
		Thread thread = new Thread(task, this.prefix + this.threads.incrementAndGet());
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
