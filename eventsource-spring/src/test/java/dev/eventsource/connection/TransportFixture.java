package dev.eventsource.connection;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import dev.eventsource.TestSpecs;
import dev.eventsource.testing.NettyServer;
import dev.eventsource.testing.Protocol;
import dev.eventsource.testing.ServedStream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * A real transport and a real server that speak one protocol.
 */
final class TransportFixture implements AutoCloseable {

	static final TlsMaterial TRUST = TlsMaterial.of(null, NettyServer.KEYS.trust());

	private static final Duration SILENCE = Duration.ofSeconds(30);

	final NettyServer server;

	final WebClientTransport transport;

	TransportFixture(Protocol protocol) {
		this(NettyServer.Options.of(protocol));
	}

	TransportFixture(NettyServer.Options options) {
		this(options, options.protocol(), SILENCE);
	}

	/**
	 * Starts both sides.
	 * @param options how the server is set up
	 * @param asked what the client asks for
	 * @param silence time after which a shared connection is asked for a sign of life
	 */
	TransportFixture(NettyServer.Options options, Protocol asked, Duration silence) {
		this.server = NettyServer.start(options);
		this.transport = transport(asked, silence, TRUST);
	}

	/**
	 * Starts both sides.
	 * @param protocol what both speak
	 * @param builder makes the client
	 */
	TransportFixture(Protocol protocol, WebClient.Builder builder) {
		this.server = NettyServer.start(protocol);
		this.transport = transport(builder, protocol, SILENCE, TRUST);
	}

	static WebClientTransport transport(Protocol asked, Duration silence, @Nullable TlsMaterial trust) {
		return transport(WebClient.builder(), asked, silence, trust);
	}

	static WebClientTransport transport(WebClient.Builder builder, Protocol asked, Duration silence,
			@Nullable TlsMaterial trust) {
		TransportProfile profile = TransportProfile
			.from(TestSpecs.with("httpVersion", asked.version(), "connectTimeout", Duration.ofMinutes(1)));
		return new WebClientTransport(builder,
				new StreamConnector(profile, () -> trust, UnaryOperator.identity(), silence));
	}

	SignalRecorder open() {
		return open(this.server.url(), new SignalRecorder());
	}

	SignalRecorder open(URI url, SignalRecorder recorder) {
		Map<String, String> headers = Map.of("Accept", "text/event-stream");
		return recorder.hold(this.transport.open(new StreamRequest(url, "GET", headers, false), recorder));
	}

	/**
	 * Opens streams, and waits until each has been answered by one event with the number
	 * of its request.
	 * @param count how many
	 * @return the recorders
	 */
	List<SignalRecorder> openMany(int count) {
		List<SignalRecorder> recorders = Stream.generate(() -> open().request(10)).limit(count).toList();
		for (int i = 0; i < count; i++) {
			this.server.next().head().body("data: " + i + "\n\n");
		}
		recorders.forEach((recorder) -> recorder.awaitText("\n\n"));
		return recorders;
	}

	/**
	 * Waits until the server has no connection any more.
	 */
	void awaitReleased() {
		ServedStream.await(() -> this.server.open() == 0);
	}

	@Override
	public void close() {
		this.transport.close();
		awaitReleased();
		this.server.close();
	}

}
