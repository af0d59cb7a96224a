package dev.eventsource.conformance;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;

import ch.qos.logback.classic.Level;
import dev.eventsource.EventSourceErrorEvent;
import dev.eventsource.ReadyState;
import dev.eventsource.test.SseResponse;
import dev.eventsource.test.SseServerOptions;
import dev.eventsource.test.SseTestServer;
import dev.eventsource.testing.Certificates;
import dev.eventsource.testing.ManualTimer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Rows of the failure table in {@code docs/conformance.md}: TLS that fails.
 */
class TlsFailureTests {

	@RegisterExtension
	final Conversation conversation = Conversation.resilient();

	private EventSourceErrorEvent lost() {
		EventSourceErrorEvent error = new Outcome(this.conversation).lost("tls");
		assertThat(this.conversation.source().readyState()).isEqualTo(ReadyState.CONNECTING);
		assertThat(this.conversation.log().all()).noneMatch((line) -> line.contains("topsecret"));
		return error;
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			EXPIRED     | The certificate of 'CN=expired.example', issued by 'CN=Authority of the tests', has expired on
			EARLY       | The certificate of 'CN=early.example', issued by 'CN=Authority of the tests', is not valid
			ELSEWHERE   | The certificate of 'CN=elsewhere.example', issued by 'CN=Authority of the tests', is not for
			SELF_SIGNED | is not trusted: no known authority has signed it
			""")
	void f07ABadCertificateIsNamedAndNothingSent(Certificates certificate, String message) {
		try (SseTestServer bad = SseTestServer.start(certificate.server())) {
			this.conversation.spec().bearer("topsecret");
			this.conversation.url(bad.url("/stream"));

			this.conversation.open();

			EventSourceErrorEvent error = lost();
			assertThat(error.message()).contains(message).doesNotContain("\n", "\u202E", "BEGIN");
			assertThat(this.conversation.errors().next().reason()).isEqualTo("tls");
			assertThat(bad.requests()).isEmpty();
			this.conversation.source().close();
			bad.awaitClosed();
		}
	}

	@Test
	void f07ABadCertificateIsAnErrorOnceAndThenOneInTen() {
		try (SseTestServer bad = SseTestServer.start(Certificates.EXPIRED.server())) {
			this.conversation.stopTheClock();
			this.conversation.url(bad.url("/stream"));

			this.conversation.open();

			for (int i = 0; i < 10; i++) {
				this.conversation.passDelay();
			}
			assertThat(this.conversation.log().of(Level.ERROR)).hasSize(1);
			assertThat(this.conversation.log().of(Level.WARN)).singleElement().asString().contains("attempt 10");
			this.conversation.source().close();
			bad.awaitClosed();
		}
	}

	@Test
	void f07ACertificateThatWasMendedIsTakenAtTheNextAttempt() {
		SseTestServer bad = SseTestServer.start(Certificates.EXPIRED.server());
		ManualTimer clock = this.conversation.stopTheClock();
		this.conversation.url(bad.url("/stream"));
		this.conversation.open();
		Duration delay = this.conversation.delayAfter(lost());
		bad.close();

		SseServerOptions same = SseServerOptions.defaults().withPort(bad.port());
		try (SseTestServer mended = SseTestServer.start(same.withTls(Certificates.GOOD.server()))) {
			mended.always(SseResponse.stream("data:a\n\n"));
			this.conversation.awaitTimers(2);
			clock.advance(delay);

			assertThat(this.conversation.messages().next().data()).isEqualTo("a");
			this.conversation.source().close();
			mended.awaitClosed();
		}
	}

	@Test
	void f07AServerWithoutTlsNeverGetsTheRequestInClearText() {
		this.conversation.server().always(SseResponse.status(400));
		this.conversation.spec().bearer("topsecret").connectTimeout(Duration.ofMillis(500));
		this.conversation.url(URI.create("https://127.0.0.1:" + this.conversation.server().port() + "/stream"));

		this.conversation.open();

		lost();
		assertThat(this.conversation.server().requests()).noneMatch((sent) -> sent.header("Authorization").isPresent());
	}

	@Test
	void f07AServerThatAnswersInClearTextIsNamed() throws IOException {
		try (ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
			this.conversation.url(URI.create("https://127.0.0.1:" + server.getLocalPort() + "/stream"));

			this.conversation.open();
			try (Socket client = server.accept()) {
				client.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes());
				Conversation.await(() -> !this.conversation.errors().all().isEmpty());
			}

			assertThat(lost().message()).isEqualTo("The server does not speak TLS");
		}
	}

	@Test
	void f07AHandshakeIsNotAwaitedBeyondTheConnectTimeout() throws IOException {
		try (ServerSocket silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
			this.conversation.spec().connectTimeout(Duration.ofMillis(300));
			this.conversation.url(URI.create("https://127.0.0.1:" + silent.getLocalPort() + "/stream"));

			this.conversation.open();

			assertThat(lost().message()).isEqualTo("The TLS handshake did not end in time");
			try (Socket first = silent.accept()) {
				Conversation.await(() -> isAtEnd(first));
			}
		}
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
