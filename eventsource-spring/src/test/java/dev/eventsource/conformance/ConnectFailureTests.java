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
import java.util.concurrent.CountDownLatch;

import ch.qos.logback.classic.Level;
import dev.eventsource.EventSource;
import dev.eventsource.EventSourceErrorEvent;
import dev.eventsource.EventSourceState.Kind;
import dev.eventsource.ReadyState;
import dev.eventsource.client.EventSources;
import dev.eventsource.test.SseResponse;
import dev.eventsource.testing.ManualTimer;
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
		assertThat(this.conversation.source().readyState()).isEqualTo(ReadyState.CONNECTING);
		EventSourceErrorEvent error = new Outcome(this.conversation).lost(reason);
		assertThat(this.conversation.meter("eventsource.connection.attempts", "outcome", reason)).isPositive();
		return error;
	}

	@Test
	void f01ARefusedConnectionIsTriedAgainForEver() {
		this.conversation.stopTheClock();
		this.conversation.server().refuse();

		this.conversation.open();

		for (int i = 0; i < 100; i++) {
			this.conversation.passDelay();
		}
		assertThat(this.conversation.errors().next().attempt()).isEqualTo(101);
		assertThat(this.conversation.meter("eventsource.reconnects", "reason", "refused")).isEqualTo(101);
	}

	@Test
	void f01ARefusedConnectionIsLoggedAtFirstAndThenOnceInTen() {
		this.conversation.stopTheClock();
		this.conversation.server().refuse();

		this.conversation.open();

		for (int i = 0; i < 20; i++) {
			this.conversation.passDelay();
		}
		this.conversation.errors().next();
		assertThat(this.conversation.log().of(Level.WARN)).extracting((line) -> line.replaceAll(".* s(.*):.*", "$1"))
			.containsExactly("", ", attempt 10", ", attempt 20");
	}

	@Test
	void f01ARefusedConnectionIsForgottenWhenTheServerListens() {
		this.conversation.server().refuse();
		this.conversation.answer(SseResponse.stream("data:a\n\n"));
		this.conversation.open();

		lost("refused");
		this.conversation.server().accept();

		assertThat(this.conversation.messages().next().data()).isEqualTo("a");
		assertThat(this.conversation.state().attempts()).isZero();
	}

	@Test
	void f01AConnectionIsNotAwaitedBeyondTheConnectTimeout() throws IOException {
		try (DeafServer deaf = new DeafServer()) {
			this.conversation.spec().connectTimeout(Duration.ofMillis(200));
			this.conversation.url(URI.create("http://127.0.0.1:" + deaf.port() + "/stream"));

			this.conversation.open();

			lost("connect-timeout");
			this.conversation.source().close();
		}
	}

	@Test
	void f02AnUnknownHostIsLookedUpAgain() {
		this.conversation.url(URI.create("http://nowhere.invalid/stream"));

		this.conversation.open();

		assertThat(lost("dns").attempt()).isEqualTo(1);
		assertThat(this.conversation.errors().next().reason()).isEqualTo("dns");
	}

	@Test
	void f22AnEndlessHeadIsCut() {
		this.conversation.answer(SseResponse.stream().header("X-Long", "x".repeat(1024 * 1024)),
				SseResponse.stream("data:a\n\n"));

		this.conversation.open();

		lost("head-limit");
		assertThat(this.conversation.messages().next().data()).isEqualTo("a");
	}

	@ParameterizedTest
	@ValueSource(strings = { "100 Continue", "102 Processing", "103 Early Hints" })
	void f22InterimAnswersArePassedOver(String interim) {
		String heads = ("HTTP/1.1 " + interim + "\r\nLink: </a>\r\n\r\n").repeat(2);
		this.conversation.answer(SseResponse.verbatim(heads)
			.delay(Duration.ofMillis(50))
			.raw(heads + "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\ndata:a\n\n"));

		this.conversation.open();

		assertThat(this.conversation.messages().next().data()).isEqualTo("a");
		assertThat(this.conversation.errors().all()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "100 Continue", "103 Early Hints" })
	void f22EndlessInterimAnswersAreCut(String interim) {
		ManualTimer clock = this.conversation.stopTheClock();
		byte[] flood = ("HTTP/1.1 " + interim + "\r\n\r\n").getBytes();
		this.conversation.answer(SseResponse.verbatim("").endless(flood), SseResponse.stream("data:a\n\n"));
		this.conversation.open();
		this.conversation.server().takeRequest();
		this.conversation.awaitTimers(2);

		clock.advance(Duration.ofSeconds(30));

		lost("head-timeout");
		this.conversation.server().awaitClosed();
	}

	@Test
	void f22AHeadIsNotAwaitedBeyondTheResponseTimeout() {
		this.conversation.spec().responseTimeout(Duration.ofMillis(200));
		this.conversation.answer(SseResponse.hang(), SseResponse.stream("data:a\n\n"));

		this.conversation.open();

		lost("head-timeout");
		assertThat(this.conversation.messages().next().data()).isEqualTo("a");
	}

	@Test
	void f36AShutdownInBackoffIsImmediateAndLeavesNoTimer() {
		ManualTimer clock = this.conversation.stopTheClock();
		this.conversation.server().refuse();
		this.conversation.open();
		lost("refused");
		this.conversation.awaitTimers(2);

		this.conversation.source().close();
		clock.advance(Duration.ofHours(1));

		assertThat(clock.scheduled()).isZero();
		assertThat(this.conversation.state().kind()).isEqualTo(Kind.CLOSED);
		assertThat(this.conversation.errors().all()).hasSize(1);
		assertThat(this.conversation.log().of(Level.INFO)).singleElement().asString().endsWith("closed (closed)");
	}

	@Test
	void f43SourcesBeyondTheBoundWaitForTheirTurn() {
		CountDownLatch gate = new CountDownLatch(1);
		this.conversation.maxConcurrentConnects(1);
		this.conversation.answer(SseResponse.stream().headAwaiting(gate));
		this.conversation.open();
		this.conversation.server().takeRequest();
		EventSource second = this.conversation.openAnother("/second");
		try (EventSource elsewhere = EventSources.open(this.conversation.server().url("/elsewhere").toString())) {
			elsewhere.onMessage(this.conversation.messages());
			this.conversation.server().on("/elsewhere").awaitConnected();
		}

		assertThat(second.state().kind()).isEqualTo(Kind.CONNECTING);
		assertThat(this.conversation.server().on("/second").requests()).isEmpty();
		gate.countDown();

		this.conversation.server().on("/second").awaitConnected();
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
