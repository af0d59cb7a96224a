package dev.eventsource.client;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Runs tasks one after another on an executor, in the order they came.
 */
final class SerialLane {

	private static final Log logger = LogFactory.getLog(SerialLane.class);

	private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();

	private final AtomicInteger waiting = new AtomicInteger();

	private final Executor executor;

	SerialLane(Executor executor) {
		this.executor = executor;
	}

	void add(Runnable task) {
		this.tasks.add(task);
		if (this.waiting.getAndIncrement() == 0) {
			try {
				this.executor.execute(this::drain);
			}
			catch (RejectedExecutionException ex) {
				// the application has shut its executor down: nobody is left to tell
				this.tasks.clear();
				this.waiting.set(0);
			}
		}
	}

	private void drain() {
		int done = 1;
		do {
			for (Runnable task = this.tasks.poll(); task != null; task = this.tasks.poll()) {
				run(task);
			}
			done = this.waiting.addAndGet(-done);
		}
		while (done != 0);
	}

	private static void run(Runnable task) {
		try {
			task.run();
		}
		catch (Throwable ex) {
			// whatever it is, those behind it are told
			logger.error("A task of an event source failed", ex);
		}
	}

}
