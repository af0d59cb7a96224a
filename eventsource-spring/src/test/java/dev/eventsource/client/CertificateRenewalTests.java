package dev.eventsource.client;

import java.net.URI;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

import dev.eventsource.EventSource;
import dev.eventsource.EventSourceErrorEvent;
import dev.eventsource.EventSourceSpec;
import dev.eventsource.MessageEvent;
import dev.eventsource.connection.TlsMaterial;
import dev.eventsource.testing.Heard;
import dev.eventsource.testing.NettyServer;
import dev.eventsource.testing.ServerKeys;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContextBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Flux;
import reactor.netty.DisposableServer;
import reactor.netty.http.Http11SslContextSpec;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.tcp.SslProvider;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Mutual TLS with a server that lets in one client only, and certificates that change
 * while a source runs.
 */
class CertificateRenewalTests {

	private static final ServerKeys OURS = ServerKeys.temporary();

	private static final ServerKeys STRANGER = ServerKeys.temporary();

	private final AtomicReference<TlsMaterial> bundle = new AtomicReference<>(material(OURS, NettyServer.KEYS));

	private final DisposableServer server = HttpServer.create()
		.host("localhost")
		.port(0)
		.secure((ssl) -> ssl.sslContext(asking()))
		.handle(CertificateRenewalTests::greet)
		.bindNow();

	private final Heard<MessageEvent> messages = new Heard<>();

	private final Heard<EventSourceErrorEvent> errors = new Heard<>();

	private final EventSource source = EventSources.builder(WebClient.builder())
		.spec(EventSourceSpec.builder(url("localhost"))
			.sslBundle("ours")
			.reconnectDelay(Duration.ofMillis(20))
			.reconnectMinDelay(Duration.ofMillis(10))
			.build())
		.sslBundles((name) -> this.bundle.get())
		.build();

	@AfterEach
	void close() {
		this.source.close();
		this.server.disposeNow();
	}

	@Test
	void provesWhoItIs() {
		start();

		assertThat(this.messages.next().data()).isEqualTo("hello");
	}

	@Test
	void isNotLetInAsSomebodyElse() {
		this.bundle.set(material(STRANGER, NettyServer.KEYS));

		start();

		assertThat(this.errors.next().willReconnect()).isTrue();
		assertThat(this.messages.all()).isEmpty();
	}

	@Test
	void provesWhoItIsWithARenewedKeyAtTheNextConnect() {
		this.bundle.set(material(STRANGER, NettyServer.KEYS));
		start();
		this.errors.next();

		this.bundle.set(material(OURS, NettyServer.KEYS));

		assertThat(this.messages.next().data()).isEqualTo("hello");
	}

	@Test
	void trustsARenewedCertificateAtTheNextConnect() {
		this.bundle.set(material(OURS, STRANGER));
		start();
		assertThat(this.errors.next().reason()).isEqualTo("tls");

		this.bundle.set(material(OURS, NettyServer.KEYS));

		assertThat(this.messages.next().data()).isEqualTo("hello");
	}

	@Test
	void trustsAWithdrawnCertificateNoMoreFromTheNextConnectOn() {
		start();
		this.messages.next();

		this.bundle.set(material(OURS, STRANGER));
		this.source.reconnect();

		assertThat(this.errors.next().reason()).isEqualTo("restart");
		assertThat(this.errors.next().reason()).isEqualTo("tls");
	}

	@Test
	void staysOutWithoutTrustInANewBundle() {
		this.bundle.set(TlsMaterial.of(OURS.key(), STRANGER.trust()));

		start();

		assertThat(this.errors.next().reason()).isEqualTo("tls");
	}

	@Test
	void verifiesTheNameWhoeverVouchesForTheServer() {
		EventSource byAddress = EventSources.builder(WebClient.builder())
			.spec(EventSourceSpec.builder(url("127.0.0.1")).sslBundle("ours").build())
			.sslBundles((name) -> this.bundle.get())
			.build();
		byAddress.onMessage(this.messages);
		byAddress.onError(this.errors);

		byAddress.start();

		assertThat(this.errors.next().reason()).isEqualTo("tls");
		byAddress.close();
	}

	private void start() {
		this.source.onMessage(this.messages);
		this.source.onError(this.errors);
		this.source.start();
	}

	private String url(String host) {
		return URI.create("https://" + host + ":" + this.server.port() + "/stream").toString();
	}

	private static TlsMaterial material(ServerKeys own, ServerKeys trusted) {
		return TlsMaterial.of(own.key(), trusted.trust());
	}

	private static SslProvider.GenericSslContextSpec<SslContextBuilder> asking() {
		return Http11SslContextSpec.forServer(NettyServer.KEYS.key())
			.configure((context) -> context.trustManager(OURS.trust()).clientAuth(ClientAuth.REQUIRE));
	}

	private static Publisher<Void> greet(HttpServerRequest request, HttpServerResponse response) {
		return response.sse().sendString(Flux.concat(Flux.just("data: hello\n\n"), Flux.never()));
	}

}
