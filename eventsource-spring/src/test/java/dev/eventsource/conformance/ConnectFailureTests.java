package dev.eventsource.conformance;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import ch.qos.logback.classic.Level;
import dev.eventsource.EventSourceErrorEvent;
import dev.eventsource.EventSourceState.Kind;
import dev.eventsource.ReadyState;
import dev.eventsource.test.SseResponse;
import dev.eventsource.testing.ManualTimer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Rows of the failure table in {@code docs/conformance.md}: no connection, no answer.
 */
class ConnectFailureTests {

	@RegisterExtension
	final Conversation conversation = Conversation.resilient();

	private EventSourceErrorEvent lost(String reason) {
		EventSourceErrorEvent error = this.conversation.errors().next();
		assertThat(error.reason()).isEqualTo(reason);
		assertThat(error.willReconnect()).isTrue();
		assertThat(this.conversation.state().readyState()).isEqualTo(ReadyState.CONNECTING);
		Conversation.await(() -> this.conversation.published(EventSourceErrorEvent.class).contains(error));
		assertThat(this.conversation.log().of(Level.WARN).get(0)).contains("lost (" + reason + "), again in");
		assertThat(this.conversation.meter("eventsource.reconnects", "reason", reason)).isPositive();
		return error;
	}

	@Nested
	class F01ConnectionRefused {

		@Test
		void isTriedAgainForEver() {
			ConnectFailureTests.this.conversation.stopTheClock();
			ConnectFailureTests.this.conversation.server().refuse();

			ConnectFailureTests.this.conversation.open();

			for (int i = 0; i < 100; i++) {
				ConnectFailureTests.this.conversation.passDelay();
			}
			assertThat(ConnectFailureTests.this.conversation.errors().next().attempt()).isEqualTo(101);
			assertThat(ConnectFailureTests.this.conversation.meter("eventsource.reconnects", "reason", "refused"))
				.isEqualTo(101);
		}

		@Test
		void isLoggedAtFirstAndThenOnceInTen() {
			ConnectFailureTests.this.conversation.stopTheClock();
			ConnectFailureTests.this.conversation.server().refuse();

			ConnectFailureTests.this.conversation.open();

			for (int i = 0; i < 20; i++) {
				ConnectFailureTests.this.conversation.passDelay();
			}
			ConnectFailureTests.this.conversation.errors().next();
			assertThat(ConnectFailureTests.this.conversation.log().of(Level.WARN)).hasSize(3)
				.allMatch((line) -> line.contains("lost (refused), again in"));
		}

		@Test
		void isOverWhenTheServerListens() {
			ConnectFailureTests.this.conversation.server().refuse();
			ConnectFailureTests.this.conversation.answer(SseResponse.stream("data:a\n\n"));
			ConnectFailureTests.this.conversation.open();

			lost("refused");
			ConnectFailureTests.this.conversation.server().accept();

			assertThat(ConnectFailureTests.this.conversation.messages().next().data()).isEqualTo("a");
			assertThat(ConnectFailureTests.this.conversation.state().attempts()).isZero();
		}

		@Test
		void isNotWaitedForLongerThanTheConnectTimeout() throws IOException {
			try (DeafServer deaf = new DeafServer()) {
				ConnectFailureTests.this.conversation.spec().connectTimeout(Duration.ofMillis(200));
				ConnectFailureTests.this.conversation.url(URI.create("http://127.0.0.1:" + deaf.port() + "/stream"));

				ConnectFailureTests.this.conversation.open();

				lost("connect-timeout");
				ConnectFailureTests.this.conversation.source().close();
			}
		}

	}

	@Nested
	class F02UnknownHost {

		@Test
		void isResolvedAgainAtEachAttempt() {
			ConnectFailureTests.this.conversation.url(URI.create("http://nowhere.invalid/stream"));

			ConnectFailureTests.this.conversation.open();

			assertThat(lost("dns").attempt()).isEqualTo(1);
			assertThat(ConnectFailureTests.this.conversation.errors().next().reason()).isEqualTo("dns");
		}

	}

	@Nested
	class F22AnswerThatIsNone {

		@Test
		void mayNotHaveAnEndlessHead() {
			ConnectFailureTests.this.conversation.answer(SseResponse.stream().header("X-Long", "x".repeat(1024 * 1024)),
					SseResponse.stream("data:a\n\n"));

			ConnectFailureTests.this.conversation.open();

			lost("head-limit");
			assertThat(ConnectFailureTests.this.conversation.messages().next().data()).isEqualTo("a");
		}

		@ParameterizedTest
		@ValueSource(strings = { "100 Continue", "102 Processing", "103 Early Hints" })
		void mayBeginWithInterimAnswers(String interim) {
			ConnectFailureTests.this.conversation
				.answer(SseResponse.verbatim(("HTTP/1.1 " + interim + "\r\nLink: </a>\r\n\r\n").repeat(3)
						+ "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\ndata:a\n\n"));

			ConnectFailureTests.this.conversation.open();

			assertThat(ConnectFailureTests.this.conversation.messages().next().data()).isEqualTo("a");
			assertThat(ConnectFailureTests.this.conversation.errors().all()).isEmpty();
		}

		@ParameterizedTest
		@ValueSource(strings = { "100 Continue", "103 Early Hints" })
		void mayNotBeInterimForEver(String interim) {
			ManualTimer clock = ConnectFailureTests.this.conversation.stopTheClock();
			byte[] flood = ("HTTP/1.1 " + interim + "\r\n\r\n").getBytes();
			ConnectFailureTests.this.conversation.answer(SseResponse.verbatim("").endless(flood),
					SseResponse.stream("data:a\n\n"));
			ConnectFailureTests.this.conversation.open();
			ConnectFailureTests.this.conversation.server().takeRequest();
			ConnectFailureTests.this.conversation.awaitTimers(2);

			clock.advance(Duration.ofSeconds(30));

			lost("head-timeout");
			ConnectFailureTests.this.conversation.server().awaitClosed();
		}

		@Test
		void isNotWaitedForLongerThanTheResponseTimeout() {
			ConnectFailureTests.this.conversation.spec().responseTimeout(Duration.ofMillis(200));
			ConnectFailureTests.this.conversation.answer(SseResponse.hang(), SseResponse.stream("data:a\n\n"));

			ConnectFailureTests.this.conversation.open();

			lost("head-timeout");
			assertThat(ConnectFailureTests.this.conversation.messages().next().data()).isEqualTo("a");
		}

	}

	@Nested
	class F36ShutdownInBackoff {

		@Test
		void isImmediateAndLeavesNoTimer() {
			ManualTimer clock = ConnectFailureTests.this.conversation.stopTheClock();
			ConnectFailureTests.this.conversation.server().refuse();
			ConnectFailureTests.this.conversation.open();
			lost("refused");
			ConnectFailureTests.this.conversation.awaitTimers(2);

			ConnectFailureTests.this.conversation.source().close();
			clock.advance(Duration.ofHours(1));

			assertThat(clock.scheduled()).isZero();
			assertThat(ConnectFailureTests.this.conversation.state().kind()).isEqualTo(Kind.CLOSED);
			assertThat(ConnectFailureTests.this.conversation.errors().all()).hasSize(1);
			assertThat(ConnectFailureTests.this.conversation.log().of(Level.INFO)).singleElement()
				.asString()
				.endsWith("closed (closed)");
		}

	}

	/**
	 * Listens, but its queue is full: the kernel drops what asks to connect.
	 */
	private static final class DeafServer implements AutoCloseable {

		private final ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());

		private final List<Socket> queued = new ArrayList<>();

		DeafServer() throws IOException {
			boolean room = true;
			while (room) {
				room = queue();
			}
		}

		private boolean queue() throws IOException {
			Socket socket = new Socket();
			this.queued.add(socket);
			try {
				socket.connect(this.server.getLocalSocketAddress(), 200);
				return true;
			}
			catch (SocketTimeoutException ex) {
				return false;
			}
		}

		int port() {
			return this.server.getLocalPort();
		}

		@Override
		public void close() throws IOException {
			for (Socket socket : this.queued) {
				socket.close();
			}
			this.server.close();
		}

	}

}
