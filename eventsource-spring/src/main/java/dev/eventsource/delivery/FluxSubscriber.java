package dev.eventsource.delivery;

import java.util.Queue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

import dev.eventsource.Acknowledgment;
import dev.eventsource.MessageEvent;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.FluxSink;

/**
 * Hands events to a reactive subscriber as it asks for them, one at a time. An event that
 * comes without demand waits, and with it everything behind it.
 */
final class FluxSubscriber implements EventSubscriber {

	private final FluxSink<MessageEvent> sink;

	/** More than one only where the source handles several events at a time. */
	private final Queue<Offer> offers = new ConcurrentLinkedQueue<>();

	/** Who raises it from 0 hands over, for the others too. */
	private final AtomicInteger turns = new AtomicInteger();

	private volatile boolean left;

	FluxSubscriber(FluxSink<MessageEvent> sink) {
		this.sink = sink;
	}

	@Override
	public String id() {
		return "events()";
	}

	@Override
	public @Nullable CompletionStage<?> handle(MessageEvent event, Acknowledgment acknowledgment) {
		if (!this.left && this.turns.compareAndSet(0, 1) && handAtOnce(event)) {
			return null;
		}
		Offer offer = new Offer(event);
		// those that a stop took back
		this.offers.removeIf(Offer::isDone);
		this.offers.add(offer);
		requested();
		if (this.left) {
			leave();
		}
		return offer;
	}

	private boolean handAtOnce(MessageEvent event) {
		try {
			if (!this.offers.isEmpty() || this.sink.requestedFromDownstream() == 0) {
				return false;
			}
			this.sink.next(event);
			return true;
		}
		finally {
			handOverUntilDone(1);
		}
	}

	/**
	 * The subscriber has asked for more, or there is more for it.
	 */
	void requested() {
		if (this.turns.getAndIncrement() == 0) {
			handOver();
			handOverUntilDone(1);
		}
	}

	private void handOverUntilDone(int seen) {
		int more = this.turns.addAndGet(-seen);
		while (more != 0) {
			handOver();
			more = this.turns.addAndGet(-more);
		}
	}

	private void handOver() {
		while (!this.offers.isEmpty() && this.sink.requestedFromDownstream() > 0) {
			Offer offer = this.offers.remove();
			if (offer.take()) {
				hand(offer);
			}
		}
	}

	private void hand(Offer offer) {
		try {
			this.sink.next(offer.event());
			offer.complete(null);
		}
		catch (RuntimeException ex) {
			offer.completeExceptionally(ex);
		}
	}

	@Override
	public void end(@Nullable Throwable failure) {
		leave();
		if (failure == null) {
			this.sink.complete();
		}
		else {
			this.sink.error(failure);
		}
	}

	@Override
	public void leave() {
		this.left = true;
		this.offers.forEach(Offer::withdraw);
	}

	@Override
	public boolean hasLeft() {
		return this.left;
	}

}
