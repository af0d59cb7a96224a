package dev.eventsource.client;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

import dev.eventsource.DeadLetterPublisher;
import dev.eventsource.EventSourceCustomizer;
import dev.eventsource.EventSourceRequestCustomizer;
import dev.eventsource.EventSourceSpec;
import dev.eventsource.PayloadConverter;
import dev.eventsource.Timer;
import dev.eventsource.checkpoint.CheckpointStore;
import dev.eventsource.connection.ConnectGate;
import dev.eventsource.connection.TlsMaterial;
import dev.eventsource.connection.Transport;
import dev.eventsource.delivery.AttemptScope;
import dev.eventsource.observation.SourceObservation;
import org.jspecify.annotations.Nullable;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.netty.http.client.HttpClient;

/**
 * Builds a registry: who runs handlers, who keeps positions, who is told. What is not set
 * comes built in.
 */
public final class RegistryBuilder {

	private final WebClient.Builder webClientBuilder;

	private EventSourceSpec defaults = EventSourceSpec.BUILT_IN;

	private String applicationName = "";

	private @Nullable Function<String, Executor> executors;

	private @Nullable Executor storeExecutor;

	private @Nullable Function<String, CheckpointStore> stores;

	private @Nullable Function<String, TlsMaterial> sslBundles;

	private UnaryOperator<HttpClient> connector = UnaryOperator.identity();

	private List<EventSourceCustomizer> customizers = List.of();

	private List<EventSourceRequestCustomizer> requestCustomizers = List.of();

	private @Nullable Function<String, EventSourceRequestCustomizer> oauth2;

	private Consumer<Object> applicationEvents = (event) -> {
	};

	private Function<String, SourceObservation> observations = (source) -> SourceObservation.NONE;

	private @Nullable DeadLetterPublisher deadLetterPublisher;

	private @Nullable PayloadConverter payloadConverter;

	private @Nullable Function<Object, byte[]> bodyMapper;

	private Function<@Nullable String, @Nullable AttemptScope> attempts = (name) -> null;

	private Duration gracePeriod = Duration.ofSeconds(20);

	private @Nullable Timer timer;

	private int maxConcurrentConnects = 64;

	private @Nullable RandomGenerator random;

	private @Nullable Function<EventSourceSpec, Transport> transports;

	RegistryBuilder(WebClient.Builder webClientBuilder) {
		this.webClientBuilder = webClientBuilder;
	}

	/**
	 * Sets what lies under the settings of every source.
	 * @param defaults settings; what they leave out is built in
	 * @return this
	 */
	public RegistryBuilder defaults(EventSourceSpec defaults) {
		this.defaults = defaults;
		return this;
	}

	/**
	 * Sets the first part of the keys that positions are kept under.
	 * @param applicationName the application's name; empty for none
	 * @return this
	 */
	public RegistryBuilder applicationName(String applicationName) {
		this.applicationName = applicationName;
		return this;
	}

	/**
	 * Sets who runs handlers.
	 * @param executors gives an executor by the value of {@code delivery.executor}; not
	 * asked for {@code direct}
	 * @return this
	 */
	public RegistryBuilder executors(Function<String, Executor> executors) {
		this.executors = executors;
		return this;
	}

	/**
	 * Sets who makes calls to stores.
	 * @param storeExecutor runs nothing else, so that handlers never hold back a lease
	 * @return this
	 */
	RegistryBuilder storeExecutor(Executor storeExecutor) {
		this.storeExecutor = storeExecutor;
		return this;
	}

	/**
	 * Sets who keeps positions.
	 * @param stores gives a store by the value of {@code checkpoint.store}; not asked for
	 * {@code memory} and {@code file}
	 * @return this
	 */
	public RegistryBuilder checkpointStores(Function<String, CheckpointStore> stores) {
		this.stores = stores;
		return this;
	}

	/**
	 * Sets what TLS is spoken with where not with what Java has.
	 * @param sslBundles gives keys and trust by the value of {@code ssl.bundle}; asked
	 * before each connection, and something that is no longer equal is used from then on
	 * @return this
	 */
	public RegistryBuilder sslBundles(Function<String, TlsMaterial> sslBundles) {
		this.sslBundles = sslBundles;
		return this;
	}

	/**
	 * Sets what is done to the Reactor Netty clients. How redirects, TLS, compression and
	 * timeouts work stays, and requests to origins that may not get credentials go
	 * without.
	 * @param connector changes a client
	 * @return this
	 */
	public RegistryBuilder connector(UnaryOperator<HttpClient> connector) {
		this.connector = connector;
		return this;
	}

	/**
	 * Sets who changes sources before they are made.
	 * @param customizers asked in this order
	 * @return this
	 */
	public RegistryBuilder customizers(List<EventSourceCustomizer> customizers) {
		this.customizers = List.copyOf(customizers);
		return this;
	}

	/**
	 * Sets who adds to each request.
	 * @param customizers asked in this order, behind what OAuth2 adds
	 * @return this
	 */
	public RegistryBuilder requestCustomizers(List<EventSourceRequestCustomizer> customizers) {
		this.requestCustomizers = List.copyOf(customizers);
		return this;
	}

	/**
	 * Sets who adds OAuth2 tokens.
	 * @param oauth2 gives who adds them by the value of {@code auth.oauth2.registration}
	 * @return this
	 */
	public RegistryBuilder oauth2(Function<String, EventSourceRequestCustomizer> oauth2) {
		this.oauth2 = oauth2;
		return this;
	}

	/**
	 * Sets who takes application events.
	 * @param applicationEvents called on the shared executor
	 * @return this
	 */
	public RegistryBuilder applicationEvents(Consumer<Object> applicationEvents) {
		this.applicationEvents = applicationEvents;
		return this;
	}

	/**
	 * Sets who watches sources.
	 * @param observations gives an observation by a source's name
	 * @return this
	 */
	public RegistryBuilder observations(Function<String, SourceObservation> observations) {
		this.observations = observations;
		return this;
	}

	/**
	 * Sets who keeps dead letters.
	 * @param deadLetterPublisher the publisher; {@code null} to keep the last ones in
	 * memory
	 * @return this
	 */
	public RegistryBuilder deadLetterPublisher(@Nullable DeadLetterPublisher deadLetterPublisher) {
		this.deadLetterPublisher = deadLetterPublisher;
		return this;
	}

	/**
	 * Sets what puts transactions around attempts to handle events, where
	 * {@code checkpoint.transactional} asks for them.
	 * @param attempts gives transactions by the value of
	 * {@code checkpoint.transaction-manager}, {@code null} if that is not set; see
	 * {@link TransactionalAttempts}
	 * @return this
	 */
	public RegistryBuilder transactions(Function<@Nullable String, @Nullable AttemptScope> attempts) {
		this.attempts = attempts;
		return this;
	}

	/**
	 * Sets who reads payloads for expressions in settings, such as
	 * {@code delivery.order-by}, and for clients of finite sources.
	 * @param payloadConverter the converter; {@code null} if payloads can not be read
	 * @return this
	 */
	public RegistryBuilder payloadConverter(@Nullable PayloadConverter payloadConverter) {
		this.payloadConverter = payloadConverter;
		return this;
	}

	/**
	 * Sets what makes request bodies of objects that are neither text, bytes nor
	 * resources.
	 * @param bodyMapper the mapper; {@code null} for JSON as Jackson makes it
	 * @return this
	 */
	public RegistryBuilder bodyMapper(@Nullable Function<Object, byte[]> bodyMapper) {
		this.bodyMapper = bodyMapper;
		return this;
	}

	/**
	 * Bounds the connection attempts of all sources together; the others wait in their
	 * order.
	 * @param maxConcurrentConnects attempts at a time; 0 for no limit
	 * @return this
	 */
	public RegistryBuilder maxConcurrentConnects(int maxConcurrentConnects) {
		this.maxConcurrentConnects = maxConcurrentConnects;
		return this;
	}

	/**
	 * Sets how long a stop waits for handlers that run before it interrupts them.
	 * @param gracePeriod the time
	 * @return this
	 */
	public RegistryBuilder gracePeriod(Duration gracePeriod) {
		this.gracePeriod = gracePeriod;
		return this;
	}

	/**
	 * Sets the clock.
	 * @param timer the clock
	 * @return this
	 */
	public RegistryBuilder timer(Timer timer) {
		this.timer = timer;
		return this;
	}

	/**
	 * Sets what jitter is drawn from.
	 * @param random chance
	 * @return this
	 */
	public RegistryBuilder random(RandomGenerator random) {
		this.random = random;
		return this;
	}

	/**
	 * Sets what brings bytes.
	 * @param transports gives a transport by a source's settings
	 * @return this
	 */
	RegistryBuilder transports(Function<EventSourceSpec, Transport> transports) {
		this.transports = transports;
		return this;
	}

	/**
	 * Makes the registry.
	 * @return a registry without sources
	 */
	public LiveEventSourceRegistry build() {
		SharedTransports shared = new SharedTransports(this.webClientBuilder, this.connector, this.customizers,
				this.sslBundles);
		SharedResources resources = new SharedResources(shared, this.timer, this.executors, this.stores);
		Function<EventSourceSpec, Transport> given = this.transports;
		Assembly assembly = new Assembly((given != null) ? (name, spec) -> given.apply(spec) : shared::get,
				new SourceAdditions(this.customizers, this.requestCustomizers, this.oauth2), resources.timer(),
				(this.random != null) ? this.random : RandomGenerator.getDefault(),
				new ConnectGate(this.maxConcurrentConnects), resources::executor,
				(this.storeExecutor != null) ? this.storeExecutor : resources.storeExecutor(), resources::store,
				this.deadLetterPublisher, this.payloadConverter, this.bodyMapper, this.attempts, this.applicationEvents,
				new Sweep(resources.timer()), this.gracePeriod, this.applicationName);
		return new LiveEventSourceRegistry(new SourceAssembler(assembly, this.observations, resources::close),
				this.defaults, new StartNotes(this.deadLetterPublisher != null));
	}

}
