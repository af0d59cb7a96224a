package dev.eventsource.client;

import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.UnaryOperator;

import dev.eventsource.DeadLetterPublisher;
import dev.eventsource.EventSourceCustomizer;
import dev.eventsource.EventSourceRequestCustomizer;
import dev.eventsource.EventSourceSpec;
import dev.eventsource.InvalidSpecException;
import dev.eventsource.PayloadConverter;
import dev.eventsource.Timer;
import dev.eventsource.checkpoint.CheckpointStore;
import dev.eventsource.connection.TlsMaterial;
import dev.eventsource.delivery.AttemptScope;
import org.jspecify.annotations.Nullable;
import reactor.netty.http.client.HttpClient;

/**
 * Builds one source without Spring Boot.
 */
public final class EventSourceBuilder {

	private final RegistryBuilder registry;

	private String name;

	private @Nullable EventSourceSpec spec;

	private @Nullable Executor executor;

	private @Nullable CheckpointStore store;

	private Executor storeExecutor = StandaloneThreads.STORES;

	private Timer timer = StandaloneThreads.TIMER;

	EventSourceBuilder(String name, RegistryBuilder registry) {
		this.name = name;
		this.registry = registry;
	}

	/**
	 * Sets the name that logs know the source by.
	 * @param name lower-case letters, digits and inner dashes
	 * @return this
	 */
	public EventSourceBuilder name(String name) {
		this.name = name;
		return this;
	}

	/**
	 * Sets the URL, and leaves everything else as it is built in.
	 * @param url an http or https URL
	 * @return this
	 */
	public EventSourceBuilder url(String url) {
		return spec(EventSourceSpec.builder(url).build());
	}

	/**
	 * Sets the settings.
	 * @param spec the settings
	 * @return this
	 */
	public EventSourceBuilder spec(EventSourceSpec spec) {
		this.spec = spec;
		return this;
	}

	/**
	 * Sets who runs listeners.
	 * @param executor any executor that does not run tasks on the caller's thread
	 * @return this
	 */
	public EventSourceBuilder executor(Executor executor) {
		this.executor = executor;
		return this;
	}

	/**
	 * Sets who keeps the position.
	 * @param store the store
	 * @return this
	 */
	public EventSourceBuilder checkpointStore(CheckpointStore store) {
		this.store = store;
		return this;
	}

	/**
	 * Sets what TLS is spoken with where not with what Java has.
	 * @param sslBundles gives keys and trust by the value of {@code ssl.bundle}; asked
	 * before each connection
	 * @return this
	 */
	public EventSourceBuilder sslBundles(Function<String, TlsMaterial> sslBundles) {
		this.registry.sslBundles(sslBundles);
		return this;
	}

	/**
	 * Sets who changes settings and WebClient of the source.
	 * @param customizers asked in this order
	 * @return this
	 */
	public EventSourceBuilder customizers(EventSourceCustomizer... customizers) {
		this.registry.customizers(List.of(customizers));
		return this;
	}

	/**
	 * Sets who adds fresh credentials to each request.
	 * @param customizers asked in this order, where blocking is allowed
	 * @return this
	 */
	public EventSourceBuilder requestCustomizers(EventSourceRequestCustomizer... customizers) {
		this.registry.requestCustomizers(List.of(customizers));
		return this;
	}

	/**
	 * Sets who adds the OAuth2 token that {@code auth.oauth2.registration} asks for.
	 * @param oauth2 gives who adds it by that registration
	 * @return this
	 */
	public EventSourceBuilder oauth2(Function<String, EventSourceRequestCustomizer> oauth2) {
		this.registry.oauth2(oauth2);
		return this;
	}

	/**
	 * Sets what is done to the Reactor Netty client, such as another name resolver.
	 * @param connector changes a client; not how it follows redirects or speaks TLS
	 * @return this
	 */
	public EventSourceBuilder connector(UnaryOperator<HttpClient> connector) {
		this.registry.connector(connector);
		return this;
	}

	/**
	 * Sets who keeps dead letters.
	 * @param publisher the publisher
	 * @return this
	 */
	public EventSourceBuilder deadLetterPublisher(DeadLetterPublisher publisher) {
		this.registry.deadLetterPublisher(publisher);
		return this;
	}

	/**
	 * Sets what puts transactions around attempts to handle events, for
	 * {@code checkpoint.transactional}.
	 * @param attempts the transactions, such as {@link TransactionalAttempts}
	 * @return this
	 */
	public EventSourceBuilder transactions(AttemptScope attempts) {
		this.registry.transactions((any) -> attempts);
		return this;
	}

	/**
	 * Sets who reads payloads for expressions in settings, such as
	 * {@code delivery.order-by}.
	 * @param converter the converter
	 * @return this
	 */
	public EventSourceBuilder payloadConverter(PayloadConverter converter) {
		this.registry.payloadConverter(converter);
		return this;
	}

	/**
	 * Sets the clock.
	 * @param timer the clock
	 * @return this
	 */
	public EventSourceBuilder timer(Timer timer) {
		this.timer = timer;
		return this;
	}

	/**
	 * Sets who makes calls to the store.
	 * @param storeExecutor runs nothing else
	 * @return this
	 */
	EventSourceBuilder storeExecutor(Executor storeExecutor) {
		this.storeExecutor = storeExecutor;
		return this;
	}

	/**
	 * Makes the source.
	 * @return a source that has not been started
	 * @throws InvalidSpecException if a setting is missing or wrong
	 */
	public ManagedEventSource build() {
		if (this.spec == null) {
			throw new InvalidSpecException(this.name, "url", "", "is missing", "Set the URL of the stream.");
		}
		Executor executor = (this.executor != null) ? this.executor : StandaloneThreads.EXECUTOR;
		this.registry.timer(this.timer).executors((any) -> executor).storeExecutor(this.storeExecutor);
		CheckpointStore store = this.store;
		EventSourceSpec spec = this.spec;
		if (store != null) {
			this.registry.checkpointStores((any) -> store);
			// 'memory' is always the built-in one
			spec = spec.with((changes) -> changes.checkpointStore("given"));
		}
		return this.registry.build().add(this.name, spec);
	}

}
