package dev.eventsource.conformance;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;

import ch.qos.logback.classic.Level;
import dev.eventsource.EventSourceErrorEvent;
import dev.eventsource.ReadyState;
import dev.eventsource.test.SseResponse;
import dev.eventsource.test.SseServerOptions;
import dev.eventsource.test.SseTestServer;
import dev.eventsource.testing.ServerKeys;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Rows of the failure table in {@code docs/conformance.md}: TLS that fails.
 */
class TlsFailureTests {

	@RegisterExtension
	final Conversation conversation = Conversation.resilient();

	@Test
	void f07AnUntrustedCertificateIsTriedAgainAndNothingSent(@TempDir Path directory) throws Exception {
		try (SseTestServer untrusted = SseTestServer
			.start(SseServerOptions.defaults().withTls(ServerKeys.in(directory).store(), ServerKeys.PASSWORD))) {
			this.conversation.spec().bearer("topsecret");
			this.conversation.url(untrusted.url("/stream"));

			this.conversation.open();

			lostToTls();
			assertThat(this.conversation.errors().next().reason()).isEqualTo("tls");
			assertThat(untrusted.requests()).isEmpty();
			this.conversation.source().close();
			untrusted.awaitClosed();
		}
	}

	@Test
	void f07AServerWithoutTlsNeverGetsTheRequestInClearText() {
		this.conversation.server().always(SseResponse.status(400));
		this.conversation.spec().bearer("topsecret").connectTimeout(Duration.ofMillis(500));
		this.conversation.url(URI.create("https://127.0.0.1:" + this.conversation.server().port() + "/stream"));

		this.conversation.open();

		lostToTls();
		assertThat(this.conversation.server().requests()).noneMatch((sent) -> sent.header("Authorization").isPresent());
	}

	@Test
	void f07AHandshakeIsNotAwaitedBeyondTheConnectTimeout() throws IOException {
		try (ServerSocket silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
			this.conversation.spec().connectTimeout(Duration.ofMillis(300));
			this.conversation.url(URI.create("https://127.0.0.1:" + silent.getLocalPort() + "/stream"));

			this.conversation.open();

			EventSourceErrorEvent error = this.conversation.errors().next();
			assertThat(error.reason()).isEqualTo("tls");
			assertThat(error.willReconnect()).isTrue();
			try (Socket first = silent.accept()) {
				Conversation.await(() -> isAtEnd(first));
			}
		}
	}

	private void lostToTls() {
		EventSourceErrorEvent error = this.conversation.errors().next();
		assertThat(error.reason()).isEqualTo("tls");
		assertThat(error.willReconnect()).isTrue();
		assertThat(this.conversation.source().readyState()).isEqualTo(ReadyState.CONNECTING);
		assertThat(this.conversation.log().of(Level.WARN)).singleElement()
			.asString()
			.contains("lost (tls), again in")
			.doesNotContain("topsecret");
		assertThat(this.conversation.meter("eventsource.reconnects", "reason", "tls")).isPositive();
	}

	private static boolean isAtEnd(Socket socket) {
		try {
			return socket.getInputStream().skip(Long.MAX_VALUE) == 0 && socket.getInputStream().read() < 0;
		}
		catch (IOException ex) {
			return true;
		}
	}

}
