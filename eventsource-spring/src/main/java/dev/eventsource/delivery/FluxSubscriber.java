package dev.eventsource.delivery;

import java.util.concurrent.CompletionStage;

import dev.eventsource.Acknowledgment;
import dev.eventsource.MessageEvent;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.FluxSink;

/**
 * Hands events to a reactive subscriber as it asks for them. An event that comes without
 * demand waits, and with it everything behind it.
 */
final class FluxSubscriber implements EventSubscriber {

	private final FluxSink<MessageEvent> sink;

	private volatile @Nullable Offer offer;

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
		if (this.sink.requestedFromDownstream() > 0 && !this.left) {
			this.sink.next(event);
			return null;
		}
		Offer waiting = new Offer(event);
		this.offer = waiting;
		// demand, or the end, may have come in between
		requested();
		if (this.left) {
			waiting.withdraw();
		}
		return waiting;
	}

	/**
	 * The subscriber has asked for more.
	 */
	void requested() {
		Offer waiting = this.offer;
		if (waiting == null || this.sink.requestedFromDownstream() == 0 || !waiting.take()) {
			return;
		}
		this.offer = null;
		try {
			this.sink.next(waiting.event());
			waiting.complete(null);
		}
		catch (RuntimeException ex) {
			waiting.completeExceptionally(ex);
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
		Offer waiting = this.offer;
		if (waiting != null) {
			waiting.withdraw();
		}
	}

	@Override
	public boolean hasLeft() {
		return this.left;
	}

}
