package dev.eventsource.conformance;

import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.ServerSocket;
import java.net.SocketAddress;
import java.net.URI;
import java.time.Duration;
import java.io.IOException;
import java.util.Base64;
import java.util.List;

import dev.eventsource.EventSourceErrorEvent;
import dev.eventsource.test.RecordedRequest;
import dev.eventsource.test.SseResponse;
import dev.eventsource.test.SseTestServer;
import dev.eventsource.testing.Certificates;
import dev.eventsource.testing.TunnelProxy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Rows of the failure table in {@code docs/conformance.md}: the proxy on the way.
 */
class ProxyFailureTests {

	private static final String PASSWORD = "canary-password";

	@RegisterExtension
	final Conversation conversation = Conversation.resilient();

	private TunnelProxy proxy = TunnelProxy.http("");

	@AfterEach
	void closeProxy() {
		this.proxy.close();
		assertThat(this.conversation.log().all()).noneMatch((line) -> line.contains("canary"));
		assertThat(this.conversation.errors().all()).noneMatch((error) -> error.toString().contains("canary"));
	}

	private void over(String type, String credentials) {
		this.proxy.close();
		this.proxy = type.equals("http") ? TunnelProxy.http(credentials) : TunnelProxy.socks5(credentials);
		through(type, this.proxy.port());
	}

	private void through(String type, int port) {
		this.conversation.set("proxy.type", type, "proxy.host", "localhost", "proxy.port", port);
		this.conversation.url(URI.create("http://stream.invalid:" + this.conversation.server().port() + "/stream"));
	}

	private void signIn() {
		this.conversation.set("proxy.username", "me", "proxy.password", PASSWORD);
	}

	private EventSourceErrorEvent lostToProxy() {
		EventSourceErrorEvent error = new Outcome(this.conversation).lost("proxy");
		assertThat(this.conversation.meter("eventsource.connection.attempts", "outcome", "proxy")).isPositive();
		return error;
	}

	private EventSourceErrorEvent failed(String reason) {
		EventSourceErrorEvent error = new Outcome(this.conversation).failed(reason);
		assertThat(error.message()).contains("'proxy.username'");
		assertThat(this.conversation.server().requests()).isEmpty();
		return error;
	}

	@ParameterizedTest
	@CsvSource({ "http, ''", "http, me:canary-password", "socks5, ''", "socks5, me:canary-password" })
	void f08AStreamComesThroughAProxyThatAloneSeesTheCredentials(String type, String credentials) {
		over(type, credentials);
		signIn();
		this.conversation.answer(SseResponse.stream("data:a\n\n"));

		this.conversation.open();

		assertThat(this.conversation.messages().next().data()).isEqualTo("a");
		assertThat(this.proxy.targets()).containsExactly("stream.invalid:" + this.conversation.server().port());
		assertKnowsNothing(this.conversation.server().takeRequest());
	}

	private void assertKnowsNothing(RecordedRequest request) {
		String encoded = Base64.getEncoder().encodeToString(("me:" + PASSWORD).getBytes());
		assertThat(new String(request.head())).doesNotContain(encoded, PASSWORD)
			.doesNotContainIgnoringCase("proxy-authorization");
	}

	@ParameterizedTest
	@ValueSource(strings = { "http", "socks5" })
	void f08TlsIsSpokenWithTheServerThroughTheProxy(String type) {
		over(type, "");
		try (SseTestServer secure = SseTestServer.start(Certificates.GOOD.server())) {
			secure.always(SseResponse.stream("data:a\n\n"));
			this.conversation.url(secure.url("/stream"));

			this.conversation.open();

			assertThat(this.conversation.messages().next().data()).isEqualTo("a");
			assertThat(this.proxy.targets()).containsExactly("localhost:" + secure.port());
			this.conversation.source().close();
			secure.awaitClosed();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "http", "socks5" })
	void f08TlsThatFailsBehindTheProxyIsNotTheProxysFault(String type) {
		over(type, "");
		try (SseTestServer bad = SseTestServer.start(Certificates.EXPIRED.server())) {
			this.conversation.url(bad.url("/stream"));

			this.conversation.open();

			assertThat(new Outcome(this.conversation).lost("tls").message()).contains("has expired");
			this.conversation.source().close();
			bad.awaitClosed();
		}
	}

	@Test
	void f08ProxyCredentialsFollowNoRedirect() {
		over("http", "me:" + PASSWORD);
		signIn();
		URI elsewhere = URI.create("http://elsewhere.invalid:" + this.conversation.server().port() + "/moved");
		this.conversation.answer(SseResponse.redirect(307, elsewhere.toString()));
		this.conversation.server().on("/moved").enqueue(SseResponse.stream("data:a\n\n"));

		this.conversation.open();

		assertThat(this.conversation.messages().next().data()).isEqualTo("a");
		assertThat(this.proxy.targets()).hasSize(2).last().asString().startsWith("elsewhere.invalid:");
		assertThat(this.conversation.server().requests()).hasSize(2).allSatisfy(this::assertKnowsNothing);
	}

	@Test
	void f08AProxyThatWantsCredentialsFails() {
		over("http", "me:other");
		signIn();

		this.conversation.open();

		assertThat(failed("status-407").status()).isEqualTo(407);
		assertThat(this.proxy.connections()).isEqualTo(1);
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void f08ASocksProxyThatWantsCredentialsFails(boolean wrong) {
		over("socks5", "me:other");
		if (wrong) {
			signIn();
		}

		this.conversation.open();

		failed("proxy-auth");
	}

	@ParameterizedTest
	@ValueSource(strings = { "http", "socks5" })
	void f08AProxyThatIsDownIsTriedAgain(String type) throws Exception {
		try (ServerSocket free = new ServerSocket(0)) {
			through(type, free.getLocalPort());
		}

		this.conversation.open();

		assertThat(lostToProxy().attempt()).isEqualTo(1);
		assertThat(this.conversation.errors().next().attempt()).isEqualTo(2);
	}

	@Test
	void f08AProxyThatDoesNotExistIsLookedUpAgain() {
		through("http", 3128);
		this.conversation.set("proxy.host", "proxy.invalid");

		this.conversation.open();

		lostToProxy();
		assertThat(this.conversation.errors().next().reason()).isEqualTo("proxy");
	}

	@Test
	void f08AProxyThatFindsNoServerIsAskedAgain() {
		over("http", "");
		this.proxy.answer(502);
		this.conversation.answer(SseResponse.stream("data:a\n\n"));

		this.conversation.open();
		assertThat(lostToProxy().message()).isEqualTo("The proxy answered 502 and did not connect");
		this.proxy.answer(0);

		assertThat(this.conversation.messages().next().data()).isEqualTo("a");
	}

	@Test
	void f08ASocksProxyThatFindsNoServerIsAskedAgain() {
		over("socks5", "");
		this.proxy.answer(4);
		this.conversation.answer(SseResponse.stream("data:a\n\n"));

		this.conversation.open();
		lostToProxy();
		this.proxy.answer(0);

		assertThat(this.conversation.messages().next().data()).isEqualTo("a");
	}

	@Test
	void f08AProxyThatSaysNothingIsNotAwaitedBeyondTheConnectTimeout() throws Exception {
		try (ServerSocket silent = new ServerSocket(0)) {
			through("http", silent.getLocalPort());
			this.conversation.spec().connectTimeout(Duration.ofMillis(200));

			this.conversation.open();

			lostToProxy();
		}
	}

	@Test
	void f08AnExceptedHostIsReachedDirectly() {
		over("http", "");
		this.conversation.set("proxy.noProxy", List.of("127.*"));
		this.conversation.url(this.conversation.server().url("/stream"));
		this.conversation.answer(SseResponse.stream("data:a\n\n"));

		this.conversation.open();

		assertThat(this.conversation.messages().next().data()).isEqualTo("a");
		assertThat(this.proxy.connections()).isZero();
	}

	@ParameterizedTest
	@CsvSource({ "HTTP, http", "SOCKS, socks5" })
	void f08TheJvmChoosesTheProxyWhereItIsTold(Proxy.Type type, String kind) {
		over(kind, "me:" + PASSWORD);
		this.conversation.setAnew("proxy.type", "system");
		signIn();
		ProxySelector before = ProxySelector.getDefault();
		ProxySelector.setDefault(
				new Selected(new Proxy(type, InetSocketAddress.createUnresolved("localhost", this.proxy.port()))));
		try {
			this.conversation.answer(SseResponse.stream("data:a\n\n"));

			this.conversation.open();

			assertThat(this.conversation.messages().next().data()).isEqualTo("a");
			assertThat(this.proxy.targets()).singleElement().asString().startsWith("stream.invalid:");
		}
		finally {
			ProxySelector.setDefault(before);
		}
	}

	@Test
	void f08TheJvmChoosesNoProxyWhereItHasNone() {
		this.conversation.set("proxy.type", "system");
		this.conversation.answer(SseResponse.stream("data:a\n\n"));

		this.conversation.open();

		assertThat(this.conversation.messages().next().data()).isEqualTo("a");
	}

	/**
	 * As the JVM's own for {@code http.proxyHost} and its like.
	 */
	private static final class Selected extends ProxySelector {

		private final Proxy proxy;

		private Selected(Proxy proxy) {
			this.proxy = proxy;
		}

		@Override
		public List<Proxy> select(URI uri) {
			// the JDK's own sockets ask, too
			return List.of(uri.getScheme().equals("http") ? this.proxy : Proxy.NO_PROXY);
		}

		@Override
		public void connectFailed(URI uri, SocketAddress address, IOException failure) {
			// nobody asks it again
		}

	}

}
