package dev.eventsource.delivery;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

import dev.eventsource.Acknowledgment;
import dev.eventsource.MessageEvent;
import org.jspecify.annotations.Nullable;

/**
 * Hands events to a loop on another thread, one at a time: asking for the next one says
 * that the one before is handled.
 */
final class StreamSubscriber extends Spliterators.AbstractSpliterator<MessageEvent> implements EventSubscriber {

	/**
	 * More than one only where the source handles several events at a time. Guarded by
	 * this, as is all below.
	 */
	private final Deque<Offer> offers = new ArrayDeque<>();

	/** What the loop works on. */
	private @Nullable Offer taken;

	/** Whose loop has it. */
	private @Nullable Thread taker;

	private boolean ended;

	private @Nullable Throwable failure;

	StreamSubscriber() {
		super(Long.MAX_VALUE, Spliterator.ORDERED | Spliterator.NONNULL);
	}

	@Override
	public String id() {
		return "stream()";
	}

	@Override
	public synchronized @Nullable CompletionStage<?> handle(MessageEvent event, Acknowledgment acknowledgment) {
		Offer next = new Offer(event);
		if (this.ended) {
			next.withdraw();
			return next;
		}
		// those that a stop took back
		this.offers.removeIf(Offer::isDone);
		this.offers.addLast(next);
		notifyAll();
		return next;
	}

	@Override
	public boolean tryAdvance(Consumer<? super MessageEvent> action) {
		Offer handled = release();
		if (handled != null) {
			// outside the lock: what waits for it may run here
			handled.complete(null);
		}
		Offer next = await();
		if (next == null) {
			return false;
		}
		action.accept(next.event());
		return true;
	}

	private synchronized @Nullable Offer release() {
		Offer before = this.taken;
		this.taken = null;
		this.taker = null;
		return before;
	}

	private synchronized @Nullable Offer await() {
		while (!this.ended) {
			Offer next = this.offers.pollFirst();
			if (next != null && next.take()) {
				this.taken = next;
				this.taker = Thread.currentThread();
				return next;
			}
			if (next == null) {
				waitForNews();
			}
		}
		if (this.failure instanceof RuntimeException unchecked) {
			throw unchecked;
		}
		if (this.failure != null) {
			throw new IllegalStateException(this.failure);
		}
		return null;
	}

	private void waitForNews() {
		try {
			wait();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("Interrupted while waiting for an event", ex);
		}
	}

	@Override
	public synchronized boolean isConsuming() {
		return this.taker == Thread.currentThread();
	}

	@Override
	public void end(@Nullable Throwable cause) {
		List<Offer> waiting;
		synchronized (this) {
			this.ended = true;
			this.failure = cause;
			waiting = List.copyOf(this.offers);
			notifyAll();
		}
		waiting.forEach(Offer::withdraw);
	}

	@Override
	public void leave() {
		end(null);
		Offer unfinished = release();
		if (unfinished != null) {
			unfinished.giveBack();
		}
	}

	@Override
	public synchronized boolean hasLeft() {
		return this.ended;
	}

}
