package dev.eventsource.autoconfigure;

import java.util.concurrent.atomic.LongAdder;

import org.springframework.core.task.VirtualThreadTaskExecutor;

/**
 * Virtual threads that know how many of them are at work.
 */
@SuppressWarnings("serial") // nobody writes an executor down
final class CountedVirtualThreads extends VirtualThreadTaskExecutor {

	private final LongAdder active = new LongAdder();

	CountedVirtualThreads(String prefix) {
		super(prefix);
	}

	@Override
	public void execute(Runnable task) {
		super.execute(() -> {
			this.active.increment();
			try {
				task.run();
			}
			finally {
				this.active.decrement();
			}
		});
	}

	long active() {
		return this.active.sum();
	}

}
