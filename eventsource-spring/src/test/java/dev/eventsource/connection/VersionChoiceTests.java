package dev.eventsource.connection;

import java.net.URI;
import java.time.Duration;
import java.util.Map;

import dev.eventsource.testing.NettyServer;
import dev.eventsource.testing.Protocol;
import dev.eventsource.testing.ServedStream;
import io.netty.handler.codec.http2.Http2StreamChannel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is asked for, and what the server can.
 */
class VersionChoiceTests {

	private static final Duration SILENCE = Duration.ofSeconds(30);

	@ParameterizedTest
	@CsvSource({ "HTTP1, HTTP1, false", "HTTP1, HTTP1_TLS, false", "HTTP1, HTTP2, false", "HTTP2, HTTP1, false",
			"HTTP2, HTTP1_TLS, false", "HTTP2, HTTP2, true", "H2C, H2C, true", "H2C, HTTP2, true",
			"H2C, HTTP1_TLS, false" })
	void speaksWhatBothCan(Protocol asked, Protocol spoken, boolean shared) {
		try (TransportFixture world = new TransportFixture(NettyServer.Options.of(spoken), asked, SILENCE)) {
			SignalRecorder exchange = world.open().request(1);

			ServedStream stream = world.server.next();
			stream.head().end();

			assertThat(stream.channel() instanceof Http2StreamChannel).isEqualTo(shared);
			assertThat(exchange.awaitEnd().order()).containsExactly("connected", "head 200", "end");
		}
	}

	@Test
	void streamsThatFellBackOwnTheirConnections() {
		try (TransportFixture world = new TransportFixture(NettyServer.Options.of(Protocol.HTTP1_TLS), Protocol.HTTP2,
				SILENCE)) {
			world.openMany(20).forEach(SignalRecorder::cancel);
			world.awaitReleased();
			SignalRecorder exchange = world.open().request(1);
			world.server.next().head().end();
			exchange.awaitEnd();
			world.awaitReleased();

			world.openMany(1);

			assertThat(world.server.connections()).isEqualTo(22);
		}
	}

	@ParameterizedTest
	@EnumSource(value = Protocol.class, names = { "HTTP1_TLS", "HTTP2" })
	void believesNoCertificateForAnotherName(Protocol protocol) {
		try (TransportFixture world = new TransportFixture(protocol)) {
			URI url = URI.create(world.server.url().toString().replace("localhost", "127.0.0.1"));

			SignalRecorder exchange = world.open(url, new SignalRecorder());

			assertThat(exchange.awaitEnd().order()).containsExactly("error tls");
		}
	}

	@ParameterizedTest
	@EnumSource(value = Protocol.class, names = { "HTTP1_TLS", "HTTP2" })
	void believesNoCertificateThatNobodyVouchesFor(Protocol protocol) {
		try (NettyServer server = NettyServer.start(protocol);
				WebClientTransport transport = TransportFixture.transport(protocol, SILENCE, null)) {
			SignalRecorder exchange = new SignalRecorder();

			transport.open(new StreamRequest(server.url(), "GET", Map.of(), false), exchange);

			assertThat(exchange.awaitEnd().order()).containsExactly("error tls");
		}
	}

}
