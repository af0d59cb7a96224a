package dev.eventsource.conformance;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;

import dev.eventsource.EventSource;
import dev.eventsource.EventSourceErrorEvent;
import dev.eventsource.EventSourceOpenedEvent;
import dev.eventsource.EventSourceRequestCustomizer;
import dev.eventsource.EventSourceSpec;
import dev.eventsource.EventSourceSpecBuilder;
import dev.eventsource.EventSourceState;
import dev.eventsource.MessageEvent;
import dev.eventsource.TestSpecs;
import dev.eventsource.Timer;
import dev.eventsource.client.LiveEventSourceRegistry;
import dev.eventsource.client.RegistryBuilder;
import dev.eventsource.connection.TlsMaterial;
import dev.eventsource.observation.MeterSourceObservation;
import dev.eventsource.observation.SourceObservation;
import dev.eventsource.observation.SourceReadings;
import dev.eventsource.test.SseResponse;
import dev.eventsource.test.SseStream;
import dev.eventsource.test.SseTestServer;
import dev.eventsource.testing.Certificates;
import dev.eventsource.testing.FaultProxy;
import dev.eventsource.testing.Heard;
import dev.eventsource.testing.ManualTimer;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

import org.springframework.web.reactive.function.client.WebClient;

/**
 * A source, a scripted server at the other end of a real socket, and all that the source
 * tells. Whatever a test does, at its end neither may hold a connection.
 */
final class Conversation implements AfterEachCallback {

	private static final AtomicInteger count = new AtomicInteger();

	private static final String LAST = "last of this conversation";

	private final SseTestServer server;

	private final String name = "conversation-" + count.incrementAndGet();

	private final RegistryBuilder registry = LiveEventSourceRegistry.builder(WebClient.builder());

	private final Heard<EventSourceOpenedEvent> opened = new Heard<>();

	private final Heard<MessageEvent> messages = new Heard<>();

	private final Heard<EventSourceErrorEvent> errors = new Heard<>();

	private final Heard<Object> published = new Heard<>();

	private final LogLines log = new LogLines(this.name);

	private final MeterRegistry meters = new SimpleMeterRegistry();

	private final List<EventSourceState> states = new CopyOnWriteArrayList<>();

	private final EventSourceSpecBuilder spec;

	private final List<Object> more = new ArrayList<>();

	private ManualTimer clock;

	private URI url;

	private EventSource source;

	private FaultProxy faults;

	private LiveEventSourceRegistry sources;

	Conversation(Wire wire, UnaryOperator<EventSourceSpecBuilder> settings) {
		this.server = wire.serve();
		this.url = this.server.url("/stream");
		this.registry.sslBundles((tests) -> TlsMaterial.of(null, Certificates.trusted()));
		this.spec = settings.apply(EventSourceSpec.builder("http://unset")
			.reconnectDelay(Duration.ofMillis(20))
			.reconnectMinDelay(Duration.ofMillis(10))
			.reconnectJitter(0));
	}

	/**
	 * Begins one as the standard has it: every status but 200 is the end.
	 */
	static Conversation asInTheStandard() {
		return new Conversation(Wire.CLEAR, (spec) -> spec.statusPolicy(EventSourceSpec.StatusPolicy.WHATWG));
	}

	/**
	 * Begins one with the settings as they are built in, apart from short delays.
	 */
	static Conversation resilient() {
		return over(Wire.CLEAR);
	}

	static Conversation over(Wire wire) {
		return new Conversation(wire, (spec) -> spec);
	}

	/**
	 * Goes through a proxy that does harm to what goes over it.
	 */
	FaultProxy throughFaults() {
		FaultProxy proxy = new FaultProxy(this.server.port());
		this.url = URI.create(this.url.toString().replace(":" + this.server.port(), ":" + proxy.port()));
		this.faults = proxy;
		return proxy;
	}

	SseTestServer server() {
		return this.server;
	}

	EventSourceSpecBuilder spec() {
		return this.spec;
	}

	void url(URI url) {
		this.url = url;
	}

	/**
	 * Lets no time pass but what the test lets pass.
	 * @return the clock
	 */
	ManualTimer stopTheClock() {
		this.clock = new ManualTimer();
		this.registry.timer(this.clock);
		return this.clock;
	}

	/**
	 * Sets what the builder of settings does not offer.
	 */
	void set(Object... namesAndValues) {
		this.more.addAll(List.of(namesAndValues));
	}

	void setAnew(Object... namesAndValues) {
		this.more.clear();
		set(namesAndValues);
	}

	void maxConcurrentConnects(int bound) {
		this.registry.maxConcurrentConnects(bound);
	}

	void customizeRequests(EventSourceRequestCustomizer customizer) {
		this.registry.requestCustomizers(List.of(customizer));
	}

	void timer(Timer timer) {
		this.registry.timer(timer);
	}

	/**
	 * Lets the time pass that the source wants to wait after a loss, and no more.
	 * @return how long that is
	 */
	Duration passDelay() {
		Duration delay = delayAfter(this.errors.next());
		awaitTimers(2);
		this.clock.advance(delay);
		return delay;
	}

	Duration delayAfter(EventSourceErrorEvent error) {
		return Duration.between(this.clock.instant(), error.nextAttempt());
	}

	/**
	 * Waits until so many timers run: the sweep that looks at all sources, and what a
	 * connection waits for.
	 */
	void awaitTimers(int count) {
		await(() -> this.clock.scheduled() == count);
	}

	void answer(SseResponse... responses) {
		this.server.on(this.url.getPath()).enqueue(responses);
	}

	/**
	 * Connects a source with listeners for all that the standard has handlers for.
	 */
	EventSource open() {
		EventSource created = create();
		created.onMessage(this.messages);
		created.start();
		return created;
	}

	EventSource create() {
		if (this.url.getScheme().equals("https")) {
			set("ssl.bundle", "tests");
		}
		this.sources = this.registry.defaults(TestSpecs.with(this.more.toArray()).overlay(this.spec.build()))
			.applicationEvents(this.published)
			.observations(this::observation)
			.build();
		this.source = this.sources.add(this.name, EventSourceSpec.builder(this.url.toString()).build());
		this.source.onOpen(this.opened);
		this.source.onError(this.errors);
		return this.source;
	}

	private SourceObservation observation(String watched) {
		SourceObservation states = new SourceObservation() {

			@Override
			public void stateChanged(EventSourceState state) {
				Conversation.this.states.add(state);
			}

		};
		return states.and(MeterSourceObservation.factory(this.meters, (source) -> SourceReadings.NONE).apply(watched));
	}

	/**
	 * Starts one more source of the same registry.
	 */
	EventSource openAnother(String path) {
		EventSource another = this.sources.add(this.name + "-another",
				EventSourceSpec.builder(this.server.url(path).toString()).build());
		another.onMessage(this.messages);
		another.start();
		return another;
	}

	/**
	 * Lets a source read a stream that ends, and returns the messages it brought.
	 */
	List<MessageEvent> read(SseStream stream) {
		answer(stream.end(), SseResponse.stream("data:" + LAST + "\n\n"));
		open();
		await(() -> this.messages.all().stream().anyMatch((message) -> message.data().equals(LAST)));
		return this.messages.all().subList(0, this.messages.all().size() - 1);
	}

	EventSource source() {
		return this.source;
	}

	/**
	 * Returns the states of all sources up to now.
	 */
	List<EventSourceState> states() {
		return this.states;
	}

	EventSourceState state() {
		return this.source.state();
	}

	Heard<EventSourceOpenedEvent> opened() {
		return this.opened;
	}

	Heard<MessageEvent> messages() {
		return this.messages;
	}

	Heard<EventSourceErrorEvent> errors() {
		return this.errors;
	}

	/**
	 * Returns the application events of a type up to now.
	 */
	<T> T nextPublished(Class<T> type) {
		Object next = this.published.next();
		while (!type.isInstance(next)) {
			next = this.published.next();
		}
		return type.cast(next);
	}

	<T> List<T> published(Class<T> type) {
		return this.published.all().stream().filter(type::isInstance).map(type::cast).toList();
	}

	double meter(String meter, String... tags) {
		return this.meters.get(meter).tags(tags).meters().iterator().next().measure().iterator().next().getValue();
	}

	LogLines log() {
		return this.log;
	}

	void awaitState(EventSourceState.Kind kind) {
		await(() -> state().kind() == kind);
	}

	static void await(BooleanSupplier fact) {
		Awaitility.await().atMost(Duration.ofSeconds(20)).pollInterval(Duration.ofMillis(5)).until(fact::getAsBoolean);
	}

	@Override
	public void afterEach(ExtensionContext context) {
		try {
			if (this.sources != null) {
				this.sources.close();
				this.server.awaitClosed();
			}
		}
		finally {
			if (this.faults != null) {
				this.faults.close();
			}
			this.server.close();
			this.log.close();
		}
	}

}
