package dev.eventsource.connection;

import java.net.URI;
import java.time.Duration;

import dev.eventsource.EventSourceState.Kind;
import dev.eventsource.test.SseResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A connection on real sockets, when something goes wrong.
 */
@ExtendWith(OutputCaptureExtension.class)
class ConnectionFaultsTests {

	private final SocketFixture world = new SocketFixture();

	@AfterEach
	void nothingIsLeftBehind(CapturedOutput output) {
		this.world.close();
		assertThat(output).doesNotContain("LEAK", "onErrorDropped", "Operator called default onError");
	}

	@Test
	void reconnectsAfterAReset() {
		this.world.server.enqueue(SseResponse.stream("id: 1\ndata: a\n\n").reset(),
				SseResponse.stream("data: b\n\n").stayOpen());

		this.world.connection.start("");

		SocketFixture.await(() -> this.world.receiver.events.size() == 2);
		assertThat(this.world.observer.lostReasons()).containsExactly("reset");
	}

	@Test
	void obeysRetryAfter() {
		this.world.server.enqueue(SseResponse.status(503).header("Retry-After", "1"), SseResponse.stream().stayOpen());

		this.world.connection.start("");

		SocketFixture.await(() -> this.world.server.requests().size() == 2);
		long waited = this.world.server.requests().get(1).arrivedNanos()
				- this.world.server.requests().get(0).arrivedNanos();
		assertThat(Duration.ofNanos(waited)).isBetween(Duration.ofMillis(950), Duration.ofSeconds(3));
	}

	@ParameterizedTest
	@ValueSource(ints = { 401, 403, 404, 410, 206, 300, 400 })
	void failsWhenRefused(int status) {
		this.world.server.always(SseResponse.status(status));

		this.world.connection.start("");

		SocketFixture.await(() -> this.world.connection.state().kind() == Kind.FAILED);
		assertThat(this.world.connection.state().reason()).isEqualTo("status-" + status);
		assertThat(this.world.server.requests()).hasSize(1);
	}

	@Test
	void closesWhenTheServerHasNothingMore() {
		this.world.server.always(SseResponse.noContent());

		this.world.connection.start("");

		SocketFixture
			.await(() -> this.world.connection.state().kind() == Kind.CLOSED && !this.world.observer.closed.isEmpty());
		assertThat(this.world.connection.state().reason()).isEqualTo("server-ended");
	}

	@Test
	void failsWhenTheAnswerIsNoEventStream() {
		this.world.server.always(SseResponse.status(200).body("<html>".repeat(10_000), "text/html"));

		this.world.connection.start("");

		SocketFixture.await(() -> this.world.connection.state().kind() == Kind.FAILED);
		assertThat(this.world.connection.state().reason()).isEqualTo("content-type");
		this.world.server.awaitOpenConnections(0);
	}

	@Test
	void waitsWhenRefusedByTheHost() {
		this.world.server.refuse();

		this.world.connection.start("");

		SocketFixture.await(() -> this.world.connection.state().attempts() >= 2);
		assertThat(this.world.observer.lostReasons()).startsWith("refused");
		this.world.server.accept();
	}

	@Test
	void replacesAStreamThatStalls() {
		this.world.connect((spec) -> spec.idleTimeout(Duration.ofMillis(200)));
		this.world.server.enqueue(SseResponse.stream("data: a\n\n").stall(),
				SseResponse.stream("data: b\n\n").stayOpen());

		this.world.connection.start("");

		SocketFixture.await(() -> {
			this.world.connection.tick();
			return this.world.receiver.events.size() == 2;
		});
		assertThat(this.world.observer.lostReasons()).containsExactly("idle-timeout");
		this.world.server.awaitOpenConnections(1);
	}

	@Test
	void givesUpWaitingForTheHead() {
		this.world.connect((spec) -> spec.responseTimeout(Duration.ofMillis(200)));
		this.world.server.enqueue(SseResponse.hang(), SseResponse.stream("data: b\n\n").stayOpen());

		this.world.connection.start("");

		SocketFixture.await(() -> this.world.receiver.events.size() == 1);
		assertThat(this.world.observer.lostReasons()).containsExactly("head-timeout");
	}

	@Test
	void skipsAnEndlessLineInConstantMemory() {
		this.world.connect((spec) -> spec.limitEventSize(DataSize.ofKilobytes(64)));
		this.world.server.enqueue(SseResponse.stream("data: ").endless("x".repeat(8192).getBytes()));

		this.world.connection.start("");

		SocketFixture.await(() -> this.world.observer.bytes > 20_000_000);
		assertThat(this.world.receiver.events).isEmpty();
	}

	@Test
	void refusesAResponseHeadWithoutEnd() {
		this.world.server.enqueue(SseResponse.stream().header("X-Long", "x".repeat(20_000)).stayOpen());

		this.world.connection.start("");

		SocketFixture.await(() -> !this.world.observer.lost.isEmpty());
		assertThat(this.world.observer.lostReasons()).startsWith("head-limit");
	}

	@Test
	void namesAHostThatDoesNotExist() {
		this.world.connect((spec) -> spec, URI.create("http://nowhere.invalid/stream"));

		this.world.connection.start("");

		SocketFixture.await(() -> !this.world.observer.lost.isEmpty());
		assertThat(this.world.observer.lostReasons()).startsWith("dns");
	}

	@Test
	void namesAServerThatSpeaksNoTls() {
		this.world.server.always(SseResponse.dropBeforeResponse());
		this.world.connect((spec) -> spec,
				URI.create(this.world.server.url("/stream").toString().replace("http:", "https:")));

		this.world.connection.start("");

		SocketFixture.await(() -> !this.world.observer.lost.isEmpty());
		assertThat(this.world.observer.lostReasons()).startsWith("tls");
	}

	@Test
	void namesAnAnswerThatNeverCame() {
		this.world.server.enqueue(SseResponse.dropBeforeResponse(), SseResponse.resetBeforeResponse(),
				SseResponse.stream("data: a\n\n").stayOpen());

		this.world.connection.start("");

		SocketFixture.await(() -> this.world.receiver.events.size() == 1);
		assertThat(this.world.observer.lostReasons()).containsExactly("eof", "reset");
	}

	@Test
	void takesABrokenChunkAsTheEnd() {
		this.world.server.enqueue(
				SseResponse.verbatim("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n"
						+ "Transfer-Encoding: chunked\r\n\r\n9\r\ndata: a\n\n\r\nzz\r\n"),
				SseResponse.stream("data: b\n\n").stayOpen());

		this.world.connection.start("");

		SocketFixture.await(() -> this.world.receiver.events.size() == 2);
		assertThat(this.world.observer.lostReasons()).containsExactly("decode-error");
	}

}
