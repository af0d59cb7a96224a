package dev.eventsource.delivery;

import java.util.concurrent.CompletionStage;
import java.util.function.Function;

import dev.eventsource.Acknowledgment;
import dev.eventsource.MessageEvent;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.MonoSink;

/**
 * Handles each event with a publisher. One that fails is a failed call: it is made again,
 * or its event set aside, as for any handler.
 */
final class PublisherSubscriber implements EventSubscriber {

	private final MonoSink<Void> sink;

	private final Function<MessageEvent, ? extends Publisher<?>> handler;

	private volatile boolean left;

	PublisherSubscriber(MonoSink<Void> sink, Function<MessageEvent, ? extends Publisher<?>> handler) {
		this.sink = sink;
		this.handler = handler;
	}

	@Override
	public String id() {
		return "events(handler)";
	}

	@Override
	public CompletionStage<?> handle(MessageEvent event, Acknowledgment acknowledgment) {
		return Flux.from(this.handler.apply(event)).then().toFuture();
	}

	@Override
	public void end(@Nullable Throwable failure) {
		if (failure == null) {
			this.sink.success();
		}
		else {
			this.sink.error(failure);
		}
	}

	@Override
	public void leave() {
		// what is running ends by itself
		this.left = true;
	}

	@Override
	public boolean hasLeft() {
		return this.left;
	}

}
