package dev.eventsource.testing;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * Runs tasks when a test says so, on the test's thread.
 */
public final class ManualExecutor implements Executor {

	private final Queue<Runnable> tasks = new ArrayDeque<>();

	private boolean shutDown;

	@Override
	public void execute(Runnable task) {
		if (this.shutDown) {
			throw new RejectedExecutionException("shut down");
		}
		this.tasks.add(task);
	}

	/**
	 * Refuses tasks from now on.
	 */
	public void shutDown() {
		this.shutDown = true;
	}

	/**
	 * Runs the oldest task.
	 * @return whether there was one
	 */
	public boolean runOne() {
		Runnable task = this.tasks.poll();
		if (task == null) {
			return false;
		}
		task.run();
		return true;
	}

	/**
	 * Runs tasks until there are none.
	 */
	public void runAll() {
		int runs = 0;
		while (runOne()) {
			runs++;
			if (runs > 1_000_000) {
				throw new AssertionError("tasks without end");
			}
		}
	}

	/**
	 * Returns how many tasks wait.
	 * @return the count
	 */
	public int waiting() {
		return this.tasks.size();
	}

}
