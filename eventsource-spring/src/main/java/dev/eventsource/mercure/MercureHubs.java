package dev.eventsource.mercure;

import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

import dev.eventsource.UnknownEventSourceException;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * The hubs of an application's sources, by the names of those, for what is no stream: to
 * publish, and to ask who listens.
 */
public final class MercureHubs {

	private final Map<String, HubClient> clients = new ConcurrentHashMap<>();

	private final MercureCustomizer customizer;

	private final Function<String, WebClient.Builder> builders;

	private final Function<Object, String> json;

	/**
	 * Creates hubs.
	 * @param customizer knows the sources
	 * @param builders gives what a source's requests are made with, by its name
	 * @param json writes the data of updates
	 */
	public MercureHubs(MercureCustomizer customizer, Function<String, WebClient.Builder> builders,
			Function<Object, String> json) {
		this.customizer = customizer;
		this.builders = builders;
		this.json = json;
	}

	/**
	 * Returns who publishes to the hub of a source.
	 * @param source name of the source
	 * @return the publisher
	 * @throws UnknownEventSourceException if no source of a hub has that name
	 */
	public MercurePublisher publisher(String source) {
		return new MercurePublisher(client(source), this.json);
	}

	/**
	 * Returns who asks the hub of a source for its subscriptions.
	 * @param source name of the source
	 * @return who asks
	 * @throws UnknownEventSourceException if no source of a hub has that name
	 */
	public MercureSubscriptions subscriptions(String source) {
		return new MercureSubscriptions(client(source));
	}

	private HubClient client(String source) {
		HubSubscription subscription = this.customizer.subscription(source);
		if (subscription == null) {
			throw new UnknownEventSourceException(source, this.customizer.sources());
		}
		return Objects
			.requireNonNull(this.clients.compute(source, (name, known) -> (known != null && known.isFor(subscription))
					? known : new HubClient(subscription, this.builders.apply(name))));
	}

}
