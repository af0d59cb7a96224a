package dev.eventsource.delivery;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import dev.eventsource.MessageEvent;
import dev.eventsource.Registration;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;
import reactor.core.publisher.Mono;

/**
 * The reactive and the blocking ways to consume a source. Each subscriber is a handler
 * like any other, from its subscription to its end. Safe for any thread.
 */
public final class EventSubscribers {

	private final EventHandlers handlers;

	private final Map<EventSubscriber, Registration> open = new ConcurrentHashMap<>();

	/** Whether the source brings no more events, and the failure if that is why. */
	private volatile @Nullable Optional<Throwable> over;

	/**
	 * Creates subscribers of a source.
	 * @param handlers where they are added
	 */
	public EventSubscribers(EventHandlers handlers) {
		this.handlers = handlers;
	}

	/**
	 * Returns events as they come. One is handled when {@code onNext} has returned; a
	 * subscriber without demand holds the others back.
	 * @return hot
	 */
	public Flux<MessageEvent> flux() {
		return Flux.create((sink) -> {
			FluxSubscriber subscriber = new FluxSubscriber(sink);
			sink.onRequest((requested) -> subscriber.requested());
			sink.onDispose(() -> leave(subscriber));
			join(subscriber);
		}, FluxSink.OverflowStrategy.IGNORE);
	}

	/**
	 * Handles events one after another with a publisher each. One is handled when its
	 * publisher completes.
	 * @param handler returns the publisher
	 * @return begins on subscription and ends with the source
	 */
	public Mono<Void> each(Function<MessageEvent, ? extends Publisher<?>> handler) {
		return Mono.create((sink) -> {
			PublisherSubscriber subscriber = new PublisherSubscriber(sink, handler);
			sink.onDispose(() -> leave(subscriber));
			join(subscriber);
		});
	}

	/**
	 * Returns events for a loop on the caller's thread, which it blocks while none comes.
	 * One is handled when the next is asked for.
	 * @return to be closed; ends with the source
	 */
	public Stream<MessageEvent> stream() {
		StreamSubscriber subscriber = new StreamSubscriber();
		join(subscriber);
		return StreamSupport.stream(subscriber, false).onClose(() -> leave(subscriber));
	}

	private void join(EventSubscriber subscriber) {
		this.open.put(subscriber, this.handlers.add(subscriber));
		Optional<Throwable> failure = this.over;
		if (failure != null) {
			end(subscriber, failure.orElse(null));
		}
		else if (subscriber.hasLeft()) {
			leave(subscriber);
		}
	}

	private void leave(EventSubscriber subscriber) {
		Registration registration = this.open.remove(subscriber);
		if (registration != null) {
			registration.remove();
		}
		subscriber.leave();
	}

	/**
	 * Returns whether the calling thread has taken an event that is not handled yet, as
	 * inside a loop over {@link #stream()}: it must not wait for that.
	 * @return whether it has
	 */
	public boolean isConsuming() {
		return this.open.keySet().stream().anyMatch(EventSubscriber::isConsuming);
	}

	/**
	 * The source may bring events: subscribers stay.
	 */
	public void begin() {
		this.over = null;
	}

	/**
	 * Ends all subscribers: the source brings no more events unless it begins again. New
	 * ones end at once. To be called when nothing is dispatched any more.
	 * @param failure why the source gave up, or {@code null} if it has ended in order
	 */
	public void end(@Nullable Throwable failure) {
		this.over = Optional.ofNullable(failure);
		List.copyOf(this.open.keySet()).forEach((subscriber) -> end(subscriber, failure));
	}

	private void end(EventSubscriber subscriber, @Nullable Throwable failure) {
		Registration registration = this.open.remove(subscriber);
		if (registration != null) {
			registration.remove();
			subscriber.end(failure);
		}
	}

}
