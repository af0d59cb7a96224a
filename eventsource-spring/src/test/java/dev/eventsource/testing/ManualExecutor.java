package dev.eventsource.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * Runs tasks when a test says so, on the test's thread.
 */
public final class ManualExecutor implements Executor {

	private final List<Runnable> tasks = new ArrayList<>();

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
		if (this.tasks.isEmpty()) {
			return false;
		}
		this.tasks.remove(0).run();
		return true;
	}

	/**
	 * Runs one of the tasks, whichever comes by chance.
	 * @param random chance
	 */
	public void runAny(Random random) {
		if (!this.tasks.isEmpty()) {
			this.tasks.remove(random.nextInt(this.tasks.size())).run();
		}
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
