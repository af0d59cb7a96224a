package dev.eventsource.connection;

import java.net.URI;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;

import dev.eventsource.EventSourceSpec;
import dev.eventsource.EventSourceSpecBuilder;
import dev.eventsource.TestSpecs;
import dev.eventsource.test.SseTestServer;
import org.awaitility.Awaitility;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * A connection to a real server, with short delays and without chance.
 */
final class SocketFixture implements AutoCloseable {

	final SseTestServer server = SseTestServer.start();

	final RecordingReceiver receiver = new RecordingReceiver();

	final RecordingObserver observer = new RecordingObserver();

	Connection connection;

	private final RealTimer timer = new RealTimer();

	private final WebClientTransport transport = new WebClientTransport(WebClient.builder(),
			TransportProfile.from(TestSpecs.with("connectTimeout", Duration.ofSeconds(5))), null);

	SocketFixture() {
		this.connection = create((spec) -> spec, this.server.url("/stream"));
	}

	void connect(UnaryOperator<EventSourceSpecBuilder> settings) {
		connect(settings, this.server.url("/stream"));
	}

	void connect(UnaryOperator<EventSourceSpecBuilder> settings, URI url) {
		this.connection = create(settings, url);
	}

	private Connection create(UnaryOperator<EventSourceSpecBuilder> settings, URI url) {
		EventSourceSpecBuilder spec = EventSourceSpec.builder(url.toString())
			.reconnectDelay(Duration.ofMillis(50))
			.reconnectMinDelay(Duration.ofMillis(10));
		ConnectionSettings connectionSettings = ConnectionSettings.from("orders",
				EventSourceSpec.BUILT_IN.overlay(settings.apply(spec).build()));
		return new Connection(connectionSettings,
				new ConnectionSeams(this.transport, this.timer, () -> 0L, new ConnectGate(0)), this.receiver,
				this.observer);
	}

	static void await(BooleanSupplier condition) {
		Awaitility.await().atMost(Duration.ofSeconds(10)).until(condition::getAsBoolean);
	}

	@Override
	public void close() {
		this.connection.stop("closed");
		this.server.awaitOpenConnections(0);
		this.transport.close();
		this.server.close();
		this.timer.close();
	}

}
