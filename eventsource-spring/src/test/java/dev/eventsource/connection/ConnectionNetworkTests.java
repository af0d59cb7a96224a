package dev.eventsource.connection;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;

import dev.eventsource.EventSourceSpec;
import dev.eventsource.EventSourceSpecBuilder;
import dev.eventsource.EventSourceState.Kind;
import dev.eventsource.Registration;
import dev.eventsource.Timer;
import dev.eventsource.test.RecordedRequest;
import dev.eventsource.test.SseResponse;
import dev.eventsource.test.SseTestServer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.util.unit.DataSize;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A connection on real sockets.
 */
@ExtendWith(OutputCaptureExtension.class)
class ConnectionNetworkTests {

	private final SseTestServer server = SseTestServer.start();

	private final RealTimer timer = new RealTimer();

	private final RecordingReceiver receiver = new RecordingReceiver();

	private final RecordingObserver observer = new RecordingObserver();

	private final WebClientTransport transport = new WebClientTransport(WebClient.builder(),
			new TransportProfile(Duration.ofSeconds(5), 16 * 1024));

	private Connection connection = connect((spec) -> spec);

	@AfterEach
	void nothingIsLeftBehind(CapturedOutput output) {
		this.connection.stop("closed");
		this.server.awaitOpenConnections(0);
		this.transport.close();
		this.server.close();
		this.timer.close();
		assertThat(output).doesNotContain("LEAK", "onErrorDropped", "Operator called default onError");
	}

	@Test
	void readsAStream() {
		this.server.enqueue(SseResponse.stream("id: 1\ndata: a\n\ndata: b\n\n").stayOpen());

		this.connection.start("");

		await(() -> this.receiver.events.size() == 2);
		assertThat(this.receiver.data()).containsExactly("a", "b");
		assertThat(this.connection.lastEventId()).isEqualTo("1");
		assertThat(this.connection.state().kind()).isEqualTo(Kind.OPEN);
	}

	@Test
	void sendsTheHeadersOfTheStandard() {
		this.server.enqueue(SseResponse.stream().stayOpen());

		this.connection.start("41");

		RecordedRequest request = this.server.takeRequest();
		assertThat(request.headers("Accept")).containsExactly("text/event-stream");
		assertThat(request.headers("Cache-Control")).containsExactly("no-cache");
		assertThat(request.headers("Accept-Encoding")).containsExactly("identity");
		assertThat(request.headers("Last-Event-ID")).containsExactly("41");
		assertThat(request.header("User-Agent").orElseThrow()).startsWith("eventsource-spring/");
	}

	@Test
	void sendsAnIdAsUtf8() {
		this.server.enqueue(SseResponse.stream().stayOpen());

		this.connection.start(" €\uD83D\uDE00\t");

		byte[] sent = this.server.takeRequest().headerBytes("Last-Event-ID").orElseThrow();
		assertThat(sent).isEqualTo("€\uD83D\uDE00".getBytes(StandardCharsets.UTF_8));
	}

	@Test
	void goesOnFromTheReceivedIdAfterACutInAnEvent() {
		this.server.enqueue(SseResponse.stream("id: 1\ndata: a\n\nid: 2\ndata: b\n").drop(),
				SseResponse.stream("id: 2\ndata: b\n\n").stayOpen());

		this.connection.start("");

		await(() -> this.receiver.events.size() == 2);
		this.server.takeRequest();
		assertThat(this.server.takeRequest().lastEventId()).hasValue("1");
		assertThat(this.receiver.data()).containsExactly("a", "b");
		assertThat(this.observer.lostReasons()).containsExactly("truncated-chunk");
	}

	@Test
	void reconnectsAfterAReset() {
		this.server.enqueue(SseResponse.stream("id: 1\ndata: a\n\n").reset(),
				SseResponse.stream("data: b\n\n").stayOpen());

		this.connection.start("");

		await(() -> this.receiver.events.size() == 2);
		assertThat(this.observer.lostReasons()).containsExactly("reset");
	}

	@Test
	void reconnectsAfterACleanEndAsRotation() {
		this.server.enqueue(SseResponse.stream("data: a\n\n").end(), SseResponse.stream("data: b\n\n").stayOpen());

		this.connection.start("");

		await(() -> this.receiver.events.size() == 2);
		assertThat(this.observer.lostReasons()).containsExactly("eof");
		assertThat(this.observer.rotations).containsExactly(true);
	}

	@Test
	void obeysRetryAfter() {
		this.server.enqueue(SseResponse.status(503).header("Retry-After", "1"), SseResponse.stream().stayOpen());

		this.connection.start("");

		await(() -> this.server.requests().size() == 2);
		long waited = this.server.requests().get(1).arrivedNanos() - this.server.requests().get(0).arrivedNanos();
		assertThat(Duration.ofNanos(waited)).isBetween(Duration.ofMillis(950), Duration.ofSeconds(3));
	}

	@ParameterizedTest
	@ValueSource(ints = { 401, 403, 404, 410, 206, 300, 400 })
	void failsWhenRefused(int status) {
		this.server.always(SseResponse.status(status));

		this.connection.start("");

		await(() -> this.connection.state().kind() == Kind.FAILED);
		assertThat(this.connection.state().reason()).isEqualTo("status-" + status);
		assertThat(this.server.requests()).hasSize(1);
	}

	@Test
	void closesWhenTheServerHasNothingMore() {
		this.server.always(SseResponse.noContent());

		this.connection.start("");

		await(() -> this.connection.state().kind() == Kind.CLOSED && !this.observer.closed.isEmpty());
		assertThat(this.connection.state().reason()).isEqualTo("server-ended");
	}

	@Test
	void failsWhenTheAnswerIsNoEventStream() {
		this.server.always(SseResponse.status(200).body("<html>".repeat(10_000), "text/html"));

		this.connection.start("");

		await(() -> this.connection.state().kind() == Kind.FAILED);
		assertThat(this.connection.state().reason()).isEqualTo("content-type");
		this.server.awaitOpenConnections(0);
	}

	@Test
	void waitsWhenRefusedByTheHost() {
		this.server.refuse();

		this.connection.start("");

		await(() -> this.connection.state().attempts() >= 2);
		assertThat(this.observer.lostReasons()).startsWith("refused");
		this.server.accept();
	}

	@Test
	void replacesAStreamThatStalls() {
		this.connection = connect((spec) -> spec.idleTimeout(Duration.ofMillis(200)));
		this.server.enqueue(SseResponse.stream("data: a\n\n").stall(), SseResponse.stream("data: b\n\n").stayOpen());

		this.connection.start("");

		await(() -> {
			this.connection.tick();
			return this.receiver.events.size() == 2;
		});
		assertThat(this.observer.lostReasons()).containsExactly("idle-timeout");
		this.server.awaitOpenConnections(1);
	}

	@Test
	void givesUpWaitingForTheHead() {
		this.connection = connect((spec) -> spec.responseTimeout(Duration.ofMillis(200)));
		this.server.enqueue(SseResponse.hang(), SseResponse.stream("data: b\n\n").stayOpen());

		this.connection.start("");

		await(() -> this.receiver.events.size() == 1);
		assertThat(this.observer.lostReasons()).containsExactly("head-timeout");
	}

	@Test
	void skipsAnEndlessLineInConstantMemory() {
		this.connection = connect((spec) -> spec.limitEventSize(DataSize.ofKilobytes(64)));
		this.server.enqueue(SseResponse.stream("data: ").endless("x".repeat(8192).getBytes()));

		this.connection.start("");

		await(() -> this.observer.bytes > 20_000_000);
		assertThat(this.receiver.events).isEmpty();
	}

	@Test
	void refusesAResponseHeadWithoutEnd() {
		this.server.enqueue(SseResponse.stream().header("X-Long", "x".repeat(20_000)).stayOpen());

		this.connection.start("");

		await(() -> !this.observer.lost.isEmpty());
		assertThat(this.observer.lostReasons()).startsWith("head-limit");
	}

	@Test
	void takesCredentialsNowhereElse() {
		try (SseTestServer other = SseTestServer.start()) {
			other.enqueue(SseResponse.stream("data: a\n\n").stayOpen());
			this.server.enqueue(SseResponse.redirect(302, other.url("/there?x=1").toString()));
			this.connection = connect((spec) -> spec.bearer("secret").header("X-Api-Key", "secret"));

			this.connection.start("7");

			assertThat(this.server.takeRequest().header("Authorization")).hasValue("Bearer secret");
			RecordedRequest second = other.takeRequest();
			assertThat(new String(second.head())).doesNotContain("secret");
			assertThat(second.target()).isEqualTo("/there?x=1");
			assertThat(second.lastEventId()).hasValue("7");
			this.connection.stop("closed");
			other.awaitOpenConnections(0);
		}
	}

	@Test
	void takesCredentialsAlongWithinTheOrigin() {
		this.server.enqueue(SseResponse.redirect(307, "/there"), SseResponse.stream("data: a\n\n").stayOpen());
		this.connection = connect((spec) -> spec.bearer("secret"));

		this.connection.start("");

		this.server.takeRequest();
		RecordedRequest second = this.server.takeRequest();
		assertThat(second.header("Authorization")).hasValue("Bearer secret");
		assertThat(second.path()).isEqualTo("/there");
	}

	@Test
	void namesAHostThatDoesNotExist() {
		this.connection = connect((spec) -> spec, URI.create("http://nowhere.invalid/stream"));

		this.connection.start("");

		await(() -> !this.observer.lost.isEmpty());
		assertThat(this.observer.lostReasons()).startsWith("dns");
	}

	@Test
	void namesAServerThatSpeaksNoTls() {
		this.server.always(SseResponse.dropBeforeResponse());
		this.connection = connect((spec) -> spec,
				URI.create(this.server.url("/stream").toString().replace("http:", "https:")));

		this.connection.start("");

		await(() -> !this.observer.lost.isEmpty());
		assertThat(this.observer.lostReasons()).startsWith("tls");
	}

	@Test
	void namesAnAnswerThatNeverCame() {
		this.server.enqueue(SseResponse.dropBeforeResponse(), SseResponse.resetBeforeResponse(),
				SseResponse.stream("data: a\n\n").stayOpen());

		this.connection.start("");

		await(() -> this.receiver.events.size() == 1);
		assertThat(this.observer.lostReasons()).containsExactly("eof", "reset");
	}

	@Test
	void takesABrokenChunkAsTheEnd() {
		this.server.enqueue(
				SseResponse.verbatim("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n"
						+ "Transfer-Encoding: chunked\r\n\r\n9\r\ndata: a\n\n\r\nzz\r\n"),
				SseResponse.stream("data: b\n\n").stayOpen());

		this.connection.start("");

		await(() -> this.receiver.events.size() == 2);
		assertThat(this.observer.lostReasons()).containsExactly("decode-error");
	}

	@Test
	void readsEventsInManySmallPieces() {
		StringBuilder body = new StringBuilder();
		for (int i = 0; i < 2_000; i++) {
			body.append("id: ").append(i).append("\ndata: ").append(i).append("\n\n");
		}
		this.server.enqueue(SseResponse.stream(body.toString()).inChunksOf(7).stayOpen());

		this.connection.start("");

		await(() -> this.receiver.events.size() == 2_000);
		assertThat(this.connection.lastEventId()).isEqualTo("1999");
	}

	@Test
	void leavesNoBufferBehindWhenCutInTheMiddle() {
		this.server.always(SseResponse.stream().endless("data: x\n\n".repeat(500).getBytes(StandardCharsets.UTF_8)));
		for (int i = 1; i <= 20; i++) {
			this.connection.start("");
			long before = this.observer.bytes;
			await(() -> this.observer.bytes > before);
			this.connection.stop("stopped");
		}
		System.gc();

		this.server.awaitOpenConnections(0);
	}

	@Test
	void closesTheSocketWhenStopped() {
		this.server.enqueue(SseResponse.stream("data: a\n\n").stayOpen());
		this.connection.start("");
		await(() -> this.receiver.events.size() == 1);

		this.connection.stop("stopped");

		this.server.awaitOpenConnections(0);
		assertThat(this.connection.state().kind()).isEqualTo(Kind.CLOSED);
	}

	@Test
	void closesTheSocketWhenStoppedBeforeTheHead() {
		this.server.enqueue(SseResponse.hang());
		this.connection.start("");
		this.server.takeRequest();

		this.connection.stop("stopped");

		this.server.awaitOpenConnections(0);
	}

	private Connection connect(UnaryOperator<EventSourceSpecBuilder> settings) {
		return connect(settings, this.server.url("/stream"));
	}

	private Connection connect(UnaryOperator<EventSourceSpecBuilder> settings, URI url) {
		EventSourceSpecBuilder spec = EventSourceSpec.builder(url.toString())
			.reconnectDelay(Duration.ofMillis(50))
			.reconnectMinDelay(Duration.ofMillis(10));
		ConnectionSettings connectionSettings = ConnectionSettings.from("orders",
				EventSourceSpec.BUILT_IN.overlay(settings.apply(spec).build()));
		return new Connection(connectionSettings, new ConnectionSeams(this.transport, this.timer, () -> 0L),
				this.receiver, this.observer);
	}

	private static void await(BooleanSupplier condition) {
		Awaitility.await().atMost(Duration.ofSeconds(10)).until(condition::getAsBoolean);
	}

	/**
	 * Time as it passes.
	 */
	private static final class RealTimer implements Timer, AutoCloseable {

		private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor();

		@Override
		public long nanoTime() {
			return System.nanoTime();
		}

		@Override
		public Instant instant() {
			return Instant.now();
		}

		@Override
		public Registration schedule(Duration delay, Runnable task) {
			ScheduledFuture<?> future = this.executor.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
			return () -> future.cancel(false);
		}

		@Override
		public void close() {
			this.executor.shutdownNow();
		}

	}

}
