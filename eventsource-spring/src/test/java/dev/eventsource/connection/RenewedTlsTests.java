package dev.eventsource.connection;

import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

import javax.net.ssl.KeyManagerFactory;

import dev.eventsource.TestSpecs;
import dev.eventsource.testing.NettyServer;
import dev.eventsource.testing.Protocol;
import dev.eventsource.testing.ServedStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Certificates that change hold for new connections, also where streams share one; what
 * is open stays.
 */
@ParameterizedClass
@EnumSource(value = Protocol.class, names = { "HTTP1_TLS", "HTTP2" })
class RenewedTlsTests {

	private final AtomicReference<TlsMaterial> tls = new AtomicReference<>(material());

	private final NettyServer server;

	private final WebClientTransport transport;

	RenewedTlsTests(Protocol protocol) {
		this.server = NettyServer.start(protocol);
		TransportProfile profile = TransportProfile.from(TestSpecs.with("httpVersion", protocol.version()));
		this.transport = new WebClientTransport(WebClient.builder(),
				new StreamConnector(profile, this.tls::get, UnaryOperator.identity(), Duration.ofSeconds(30)));
	}

	@AfterEach
	void close() {
		this.transport.close();
		this.server.close();
	}

	@Test
	void newStreamsComeOverANewConnectionAndOldOnesStay() {
		SignalRecorder old = open();
		ServedStream first = this.server.next().head();
		old.await("head 200");
		this.tls.set(material());

		SignalRecorder renewed = open();
		this.server.next().head();
		renewed.await("head 200");
		first.body("data: still there\n\n");

		old.awaitText("data: still there\n\n");
		assertThat(this.server.connections()).isEqualTo(2);
	}

	@Test
	void materialThatCanNotBeUsedFailsTheAttemptOnly() throws NoSuchAlgorithmException {
		TlsMaterial good = this.tls.get();
		this.tls.set(TlsMaterial.of(KeyManagerFactory.getInstance("PKIX"), NettyServer.KEYS.trust()));
		open().await("error tls");

		this.tls.set(good);

		SignalRecorder recovered = open();
		this.server.next().head();
		recovered.await("head 200");
	}

	private SignalRecorder open() {
		SignalRecorder told = new SignalRecorder();
		return told
			.hold(this.transport
				.open(new StreamRequest(this.server.url(), "GET", Map.of("Accept", "text/event-stream"), false), told))
			.request(10);
	}

	private static TlsMaterial material() {
		return TlsMaterial.of(null, NettyServer.KEYS.trust());
	}

}
