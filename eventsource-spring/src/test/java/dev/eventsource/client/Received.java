package dev.eventsource.client;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Collects what a listener is told, and waits for it.
 */
final class Received<T> implements Consumer<T> {

	private static final Duration PATIENCE = Duration.ofSeconds(10);

	private final BlockingQueue<T> queue = new LinkedBlockingQueue<>();

	private final List<T> all = new CopyOnWriteArrayList<>();

	@Override
	public void accept(T item) {
		this.all.add(item);
		this.queue.add(item);
	}

	T next() {
		try {
			T item = this.queue.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
			if (item == null) {
				throw new AssertionError("Nothing came within " + PATIENCE + "; so far: " + this.all);
			}
			return item;
		}
		catch (InterruptedException ex) {
			throw new AssertionError(ex);
		}
	}

	List<T> all() {
		return this.all;
	}

}
