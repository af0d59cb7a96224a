package dev.eventsource.client;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

import dev.eventsource.ConnectionFailedException;
import dev.eventsource.EventSourceClosedEvent;
import dev.eventsource.EventSourceErrorEvent;
import dev.eventsource.MessageEvent;
import dev.eventsource.connection.Connection;
import dev.eventsource.connection.ConnectionObserver;
import dev.eventsource.connection.ConnectionSeams;
import dev.eventsource.connection.ConnectionSettings;
import dev.eventsource.connection.EventReceiver;
import dev.eventsource.parser.SkipReason;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;
import reactor.util.concurrent.Queues;

/**
 * One question and its answer: a connection that ends with the answer, and the events on
 * their way to the one who asked. What the connection tells comes in its turns; the
 * subscriber takes on threads of its own.
 */
final class FiniteExchange implements EventReceiver, ConnectionObserver {

	private final Sinks.Many<MessageEvent> events = Sinks.unsafe()
		.many()
		.unicast()
		.onBackpressureBuffer(Queues.<MessageEvent>unbounded().get());

	private final AtomicBoolean over = new AtomicBoolean();

	private final Connection connection;

	private final String source;

	private final FiniteRoom room;

	private final Sweep sweep;

	private final Consumer<FiniteExchange> whenOver;

	private final Runnable tick;

	// in turns of the connection
	private String origin = "";

	private @Nullable EventSourceErrorEvent loss;

	FiniteExchange(ConnectionSettings settings, ConnectionSeams seams, FiniteRoom room, Sweep sweep,
			Consumer<FiniteExchange> whenOver) {
		this.source = settings.source();
		this.room = room;
		this.sweep = sweep;
		this.whenOver = whenOver;
		this.connection = new Connection(settings, seams, this, this);
		this.tick = this.connection::tick;
	}

	/**
	 * Returns the events; who subscribes asks.
	 * @param threads moves them to the threads of the subscriber
	 * @return the events, for one subscriber
	 */
	Flux<MessageEvent> events(UnaryOperator<Flux<MessageEvent>> threads) {
		return threads.apply(this.events.asFlux())
			.doOnNext(this::taken)
			.doOnSubscribe((subscription) -> begin())
			.doOnTerminate(() -> leave("over"))
			.doOnCancel(() -> leave("cancelled"));
	}

	private void begin() {
		this.sweep.add(this.tick);
		if (this.over.get()) {
			this.sweep.remove(this.tick);
		}
		this.connection.start("");
	}

	private void taken(MessageEvent event) {
		if (this.room.take(event)) {
			this.connection.roomAvailable();
		}
	}

	/** Ends it for the one who waits, too. */
	void end() {
		this.connection.fail("closed", "The client was closed");
		// one that had not begun tells nothing
		ConnectionFailedException failure = new ConnectionFailedException(this.source,
				"Event source '" + this.source + "': The client was closed", "closed", 0, null);
		this.connection.afterwards(() -> failed(failure));
		leave("closed");
	}

	private void leave(String reason) {
		if (this.over.compareAndSet(false, true)) {
			this.sweep.remove(this.tick);
			this.connection.stop(reason);
			this.whenOver.accept(this);
		}
	}

	@Override
	public void begin(String origin) {
		this.origin = origin;
	}

	@Override
	public void event(String type, String lastEventId, byte[] bytes, int offset, int length) {
		MessageEvent event = MessageEvent.of(this.source, this.origin, type,
				Arrays.copyOfRange(bytes, offset, offset + length), lastEventId);
		this.room.add(event);
		this.events.tryEmitNext(event);
	}

	@Override
	public void position(String lastEventId) {
		// a finite stream is not gone on with
	}

	@Override
	public void skipped(SkipReason reason, String lastEventId) {
		this.connection.fail(reason.reason(), "A part of the answer was passed over (" + reason.reason()
				+ "), so it is not whole. Check 'limits.event-size'");
	}

	@Override
	public void flush() {
		// handed on one by one
	}

	@Override
	public boolean hasRoom() {
		return this.room.isLeft();
	}

	@Override
	public void lost(EventSourceErrorEvent event, boolean rotation) {
		this.loss = event;
	}

	@Override
	public void closed(EventSourceClosedEvent event) {
		EventSourceErrorEvent loss = this.loss;
		if (!event.failed()) {
			this.events.tryEmitComplete();
		}
		else if (loss != null) {
			String said = new String(this.connection.refusal(), StandardCharsets.UTF_8);
			failed(new ConnectionFailedException(this.source, "Event source '" + this.source + "': " + loss.message(),
					event.reason(), loss.status(), null)
				.withBody(said));
		}
	}

	private void failed(ConnectionFailedException failure) {
		this.events.tryEmitError(failure);
	}

}
