package dev.eventsource.delivery;

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

	/** Guarded by this, as is all below. */
	private @Nullable Offer offer;

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
		this.offer = next;
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
			Offer next = this.offer;
			this.offer = null;
			if (next != null && next.take()) {
				this.taken = next;
				this.taker = Thread.currentThread();
				return next;
			}
			try {
				wait();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
				throw new IllegalStateException("Interrupted while waiting for an event", ex);
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

	@Override
	public synchronized boolean isConsuming() {
		return this.taker == Thread.currentThread();
	}

	@Override
	public void end(@Nullable Throwable cause) {
		Offer waiting;
		synchronized (this) {
			this.ended = true;
			this.failure = cause;
			waiting = this.offer;
			notifyAll();
		}
		if (waiting != null) {
			waiting.withdraw();
		}
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
