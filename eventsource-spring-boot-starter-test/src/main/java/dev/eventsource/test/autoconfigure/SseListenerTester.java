package dev.eventsource.test.autoconfigure;

import java.nio.charset.StandardCharsets;
import java.time.Duration;

import dev.eventsource.EventSource;
import dev.eventsource.MessageEvent;
import dev.eventsource.client.LiveEventSourceRegistry;
import dev.eventsource.client.ManagedEventSource;

/**
 * Hands events to the listeners of a source as if its server had sent them, without a
 * server: routing, order, conditions, conversion, validation, retries and dead letters
 * are those of production, with the source's own settings. Listeners run on another
 * thread than the test, outside its transaction. Delays between retries take no time, and
 * the source's position stays where it is.
 */
public final class SseListenerTester implements AutoCloseable {

	private static final Duration PATIENCE = Duration.ofSeconds(5);

	private final LiveEventSourceRegistry registry;

	private final TrialSurroundings surroundings;

	private final TrialThreads threads = new TrialThreads();

	SseListenerTester(LiveEventSourceRegistry registry, TrialSurroundings surroundings) {
		this.registry = registry;
		this.surroundings = surroundings;
	}

	/**
	 * Delivers an event without an id.
	 * @param source name of the source
	 * @param type the event's type
	 * @param data the event's data
	 * @return what became of the event
	 * @throws AssertionError if a listener does not return within five seconds
	 * @throws dev.eventsource.UnknownEventSourceException if there is no such source
	 */
	public DeliveryResult deliver(String source, String type, String data) {
		return deliver(source, type, "", data);
	}

	/**
	 * Delivers an event.
	 * @param source name of the source
	 * @param type the event's type
	 * @param id the last event id as it stands after the event
	 * @param data the event's data
	 * @return what became of the event
	 * @throws AssertionError if a listener does not return within five seconds
	 * @throws dev.eventsource.UnknownEventSourceException if there is no such source
	 */
	public DeliveryResult deliver(String source, String type, String id, String data) {
		ManagedEventSource target = this.registry.get(source);
		byte[] bytes = data.getBytes(StandardCharsets.UTF_8);
		MessageEvent event = MessageEvent.of(source, origin(target), type, bytes, id);
		return new DeliveryTrial(event, target, this.surroundings, this.threads).run(PATIENCE);
	}

	private static String origin(EventSource source) {
		return source.url().getScheme() + "://" + source.url().getAuthority();
	}

	/**
	 * Ends the threads that listeners ran on.
	 */
	@Override
	public void close() {
		this.threads.close();
	}

}
