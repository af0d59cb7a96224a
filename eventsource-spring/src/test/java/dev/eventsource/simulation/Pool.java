package dev.eventsource.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;

/**
 * A pool of threads, on one thread: tasks run in any order.
 */
final class Pool implements Executor {

	private static final int ENDLESS = 100_000;

	private final List<Runnable> tasks = new ArrayList<>();

	private final World world;

	Pool(World world) {
		this.world = world;
	}

	@Override
	public void execute(Runnable task) {
		this.tasks.add(task);
	}

	boolean isEmpty() {
		return this.tasks.isEmpty();
	}

	void runOne() {
		if (!this.tasks.isEmpty()) {
			this.tasks.remove(this.world.below(this.tasks.size())).run();
		}
	}

	void runAll() {
		for (int runs = 0; !this.tasks.isEmpty(); runs++) {
			runOne();
			if (runs > ENDLESS) {
				throw new AssertionError("tasks without end");
			}
		}
	}

	/** The process is gone. */
	void clear() {
		this.tasks.clear();
	}

}
