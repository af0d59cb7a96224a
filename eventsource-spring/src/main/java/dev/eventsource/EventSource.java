package dev.eventsource;

import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * One managed stream of server-sent events, as "The EventSource interface" of the HTML
 * Standard describes it, with what a server-side application needs beyond it. All
 * listeners and subscribers share its one connection, and the slowest sets the pace;
 * without any there is no connection.
 * <p>
 * All methods may be called from any thread, also from inside a listener. Listeners run
 * on the source's executor, one event after another, or as many at a time as
 * {@code delivery.concurrency} says.
 */
public interface EventSource extends AutoCloseable {

	/**
	 * Returns the name that configuration, metrics and health know this source by.
	 * @return the name
	 */
	String name();

	/**
	 * Returns the URL as configured, without query.
	 * @return an http or https URL
	 */
	URI url();

	/**
	 * Returns the state as the standard names it.
	 * @return the ready state
	 */
	ReadyState readyState();

	/**
	 * Returns whether cookies are kept and sent.
	 * @return as configured
	 */
	boolean withCredentials();

	/**
	 * Returns the last event ID that was received: where a reconnect goes on.
	 * @return the id, empty if there is none
	 */
	String lastEventId();

	/**
	 * Closes this source for good. Nothing is dispatched after this returns, apart from a
	 * listener call that is running on another thread. Where the position is kept outside
	 * of this process, waits, as {@link #stop()} does, until it is stored and another
	 * instance can have the stream. Has no effect when closed.
	 */
	@Override
	void close();

	/**
	 * Adds a listener that is told each time the connection opens.
	 * @param listener the listener
	 * @return removes it
	 */
	Registration onOpen(Consumer<EventSourceOpenedEvent> listener);

	/**
	 * Adds a listener for events of type {@code message}.
	 * @param listener the listener; an event counts as handled when it returns
	 * @return removes it
	 */
	Registration onMessage(Consumer<MessageEvent> listener);

	/**
	 * Adds a listener that is told each time the connection ends without
	 * {@link #close()}: whether and when it connects again, or why not.
	 * @param listener the listener
	 * @return removes it
	 */
	Registration onError(Consumer<EventSourceErrorEvent> listener);

	/**
	 * Adds a listener for one type of event. {@code open} and {@code error} are types
	 * like any other here: events that the server gave this name.
	 * @param type the event type, compared case-sensitively
	 * @param listener the listener; an event counts as handled when it returns
	 * @return removes it
	 */
	Registration addEventListener(String type, Consumer<MessageEvent> listener);

	/**
	 * Starts connecting, from the last handled event on. Has no effect on a running
	 * source.
	 * @throws IllegalStateException after {@link #close()}
	 */
	void start();

	/**
	 * Releases the connection, lets running listener calls finish within the grace period
	 * and drops events that wait: they come again after {@link #start()}. Where the store
	 * keeps owners, another instance takes over.
	 */
	void stop();

	/**
	 * Releases the connection and keeps events that wait, without dispatching them. An
	 * owner stays the owner: the stream goes to no other instance.
	 */
	void pause();

	/**
	 * Ends a pause: goes on from the last received event.
	 */
	void resume();

	/**
	 * Ends the connection, or the wait for the next one, and connects at once.
	 */
	void reconnect();

	/**
	 * Stops, moves the position and starts again if the source was running. Waits until
	 * the position is moved, unless it is called from inside a listener or on an event
	 * loop: what goes wrong is only logged then.
	 * @param lastEventId where to go on; empty for wherever the server begins
	 * @throws RuntimeException if the position stays where it was: the store failed, or
	 * another instance owns the stream, or this source is closed
	 */
	void reset(String lastEventId);

	/**
	 * Returns the state with its cause.
	 * @return a snapshot
	 */
	EventSourceState state();

	/**
	 * Returns the dead letters of this source that are kept where they can be delivered
	 * again: by a {@link DeadLetterStore}, or in memory where there is no
	 * {@link DeadLetterPublisher}. May block.
	 * @param most at most so many
	 * @return the oldest first
	 */
	List<DeadLetter> deadLetters(int most);

	/**
	 * Delivers a dead letter again, to the listener that failed and no other, while no
	 * other event of this source is handled. It is removed when it has been handled, and
	 * stays when it fails again. The position does not move.
	 * @param deadLetterId its id
	 * @return completes when it has been handled and removed; fails with what the
	 * listener threw, or if there is no such dead letter or listener, or if this source
	 * does not run
	 */
	CompletionStage<Void> redeliver(String deadLetterId);

	/**
	 * Returns the events of every type as they come. Hot: a subscriber sees what arrives
	 * while it is subscribed. An event counts as handled when {@code onNext} has
	 * returned; a subscriber without demand holds the source back. Completes on
	 * {@link #close()} and fails when the source gives up.
	 * @return the events
	 */
	Flux<MessageEvent> events();

	/**
	 * Handles events of every type with a publisher each, one after another, or as many
	 * at a time as {@code delivery.concurrency} says. An event counts as handled when its
	 * publisher has completed.
	 * @param handler returns what must complete before the event counts as handled
	 * @return begins on subscription, ends as {@link #events()} does; cancelling it
	 * removes the handler
	 */
	Mono<Void> events(Function<MessageEvent, ? extends Publisher<?>> handler);

	/**
	 * Returns the events of every type for a loop on the caller's thread. An event counts
	 * as handled when the next one is asked for. Close the stream to leave the source.
	 * @return a stream that blocks while nothing comes and ends as {@link #events()} does
	 */
	Stream<MessageEvent> stream();

}
