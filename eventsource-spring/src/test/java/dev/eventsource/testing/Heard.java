package dev.eventsource.testing;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * What a listener has heard, and waiting for more of it.
 */
public final class Heard<T> implements Consumer<T> {

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	private final BlockingQueue<T> queue = new LinkedBlockingQueue<>();

	private final List<T> all = new CopyOnWriteArrayList<>();

	@Override
	public void accept(T item) {
		this.all.add(item);
		this.queue.add(item);
	}

	/**
	 * Waits for what comes next.
	 * @return the item that was not returned yet
	 */
	public T next() {
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

	/**
	 * Returns everything so far.
	 * @return the items, also those that were returned
	 */
	public List<T> all() {
		return this.all;
	}

}
