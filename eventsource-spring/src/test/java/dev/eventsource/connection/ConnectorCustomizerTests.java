package dev.eventsource.connection;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.function.UnaryOperator;

import dev.eventsource.EventSourceSpec;
import dev.eventsource.test.SseResponse;
import dev.eventsource.test.SseServerOptions;
import dev.eventsource.test.SseTestServer;
import dev.eventsource.testing.NettyServer;
import dev.eventsource.testing.ServerKeys;
import io.netty.handler.codec.http.cookie.DefaultCookie;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.netty.http.Http11SslContextSpec;
import reactor.netty.http.client.HttpClient;
import reactor.netty.tcp.SslProvider;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the application does to its Reactor Netty clients holds here too, unless it would
 * undo what this client promises.
 */
class ConnectorCustomizerTests {

	private static final Map<String, String> OURS = Map.of("Accept", "text/event-stream");

	private final SseTestServer server = SseTestServer.start();

	private WebClientTransport transport = transport(UnaryOperator.identity());

	@AfterEach
	void close() {
		this.transport.close();
		this.server.close();
	}

	@Test
	void addsToRequests() {
		this.server.enqueue(SseResponse.stream().stayOpen());

		open(ConnectorCustomizerTests::intrude, this.server.url(), false);

		assertThat(head()).contains("X-Default: secret", "X-Late: secret", "session=secret");
	}

	@Test
	void addsNothingToARestrictedRequest() {
		this.server.enqueue(SseResponse.stream().stayOpen());

		open(ConnectorCustomizerTests::intrude, this.server.url(), true);

		assertThat(head()).doesNotContain("secret").containsIgnoringCase("accept: text/event-stream");
	}

	@Test
	void followsNoRedirect() {
		this.server.enqueue(SseResponse.redirect(302, this.server.url("/other").toString()));

		SignalRecorder told = open((client) -> client.followRedirect(true), this.server.url(), false);

		told.await("head 302");
		assertThat(this.server.requests()).hasSize(1);
	}

	@Test
	void asksForNoCompression() {
		this.server.enqueue(SseResponse.stream().stayOpen());

		open((client) -> client.compress(true), this.server.url(), false);

		assertThat(head().toLowerCase()).doesNotContain("gzip");
	}

	@Test
	void cutsNoSilentStream() {
		this.server.enqueue(SseResponse.stream().delay(Duration.ofMillis(300)).data("late").end());

		SignalRecorder told = open((client) -> client.responseTimeout(Duration.ofMillis(50)), this.server.url(), false);

		told.request(10).awaitText("data: late\n\n");
	}

	@Test
	void trustsNobodyElse() {
		SseServerOptions options = SseServerOptions.defaults().withTls(NettyServer.KEYS.store(), ServerKeys.PASSWORD);
		try (SseTestServer unknown = SseTestServer.start(options)) {
			URI url = URI.create("https://localhost:" + unknown.port() + "/");

			SignalRecorder told = open(ConnectorCustomizerTests::trustAll, url, false);

			told.await("error tls");
			assertThat(unknown.requests()).isEmpty();
		}
	}

	private static HttpClient intrude(HttpClient client) {
		return client.headers((headers) -> headers.set("X-Default", "secret"))
			.cookie(new DefaultCookie("session", "secret"))
			.doOnRequest((request, connection) -> request.header("X-Late", "secret"));
	}

	private static HttpClient trustAll(HttpClient client) {
		SslProvider.GenericSslContextSpec<SslContextBuilder> everybody = Http11SslContextSpec.forClient()
			.configure((context) -> context.trustManager(InsecureTrustManagerFactory.INSTANCE));
		return client.secure((ssl) -> ssl.sslContext(everybody));
	}

	private SignalRecorder open(UnaryOperator<HttpClient> customizer, URI url, boolean restricted) {
		this.transport.close();
		this.transport = transport(customizer);
		SignalRecorder told = new SignalRecorder();
		return told.hold(this.transport.open(new StreamRequest(url, "GET", OURS, restricted), told));
	}

	private String head() {
		return new String(this.server.takeRequest().head(), StandardCharsets.ISO_8859_1);
	}

	private static WebClientTransport transport(UnaryOperator<HttpClient> customizer) {
		return new WebClientTransport(WebClient.builder(), TransportProfile.from(EventSourceSpec.BUILT_IN), () -> null,
				customizer);
	}

}
