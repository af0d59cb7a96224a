package dev.eventsource.connection;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Runs tasks of any thread one at a time and in their order, without a thread of its own
 * and without a lock: whoever comes while nothing runs runs what comes meanwhile. A task
 * that throws is logged, and those behind it are run.
 */
public final class SerialTurns {

	private static final Log log = LogFactory.getLog(SerialTurns.class);

	private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();

	private final AtomicInteger pending = new AtomicInteger();

	// a thread can only find itself here if it has written that itself
	private @Nullable Thread holder;

	/**
	 * Runs a task now, or right after what is running.
	 * @param task the task; throws nothing
	 */
	public void run(Runnable task) {
		this.waiting.add(task);
		if (this.pending.getAndIncrement() == 0) {
			runWaiting();
		}
	}

	// nobody would ever get a turn again
	private static void runGuarded(Runnable task) {
		try {
			task.run();
		}
		catch (Throwable ex) {
			log.error("A turn of an event source failed", ex);
		}
	}

	/**
	 * Begins a turn without a task, if nothing runs. To be ended by {@link #leave()}.
	 * @return whether the turn was given
	 */
	boolean tryEnter() {
		if (!this.pending.compareAndSet(0, 1)) {
			return false;
		}
		this.holder = Thread.currentThread();
		return true;
	}

	/**
	 * Ends a turn.
	 */
	void leave() {
		runWaiting();
	}

	/**
	 * Returns whether the calling thread is in a turn.
	 * @return whether it is
	 */
	public boolean isInside() {
		return this.holder == Thread.currentThread();
	}

	private void runWaiting() {
		int done = 1;
		while (done > 0) {
			this.holder = Thread.currentThread();
			for (Runnable task = this.waiting.poll(); task != null; task = this.waiting.poll()) {
				runGuarded(task);
			}
			this.holder = null;
			int left = this.pending.addAndGet(-done);
			done = left;
		}
	}

}
