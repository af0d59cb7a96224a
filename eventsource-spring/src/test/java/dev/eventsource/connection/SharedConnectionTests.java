package dev.eventsource.connection;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import dev.eventsource.testing.LeakWatch;
import dev.eventsource.testing.NettyServer;
import dev.eventsource.testing.Protocol;
import dev.eventsource.testing.ServedStream;
import io.netty.handler.codec.http.HttpHeaders;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Streams of HTTP/2 that share a connection: what becomes of one is not the others'
 * business, and what becomes of the connection is soon known to all.
 */
@ParameterizedClass
@EnumSource(value = Protocol.class, names = { "HTTP2", "H2C" })
@ExtendWith(LeakWatch.class)
class SharedConnectionTests {

	private static final long CANCEL = 8;

	private static final int MUCH = 4 * 1024 * 1024;

	private final Protocol protocol;

	private TransportFixture world;

	SharedConnectionTests(Protocol protocol) {
		this.protocol = protocol;
		this.world = new TransportFixture(protocol);
	}

	@AfterEach
	void release() {
		this.world.close();
	}

	private void setUp(NettyServer.Options options, Duration silence) {
		this.world.close();
		this.world = new TransportFixture(options, this.protocol, silence);
	}

	@Test
	void stalledStreamsDoNotSlowTheirSiblings() {
		for (int i = 0; i < 3; i++) {
			this.world.open();
			fill(this.world.server.next().head());
		}

		SignalRecorder quick = this.world.open().request(Integer.MAX_VALUE);
		fill(this.world.server.next().head());

		ServedStream.await(() -> quick.length() == MUCH);
		assertThat(this.world.server.connections()).isEqualTo(1);
	}

	private static void fill(ServedStream stream) {
		for (int i = 0; i < MUCH / 16_384; i++) {
			stream.body("x".repeat(16_384));
		}
	}

	@Test
	void cancelEndsTheStreamAlone() {
		List<SignalRecorder> exchanges = this.world.openMany(1);
		SignalRecorder second = this.world.open().request(10);
		ServedStream stream = this.world.server.next().head();
		SignalRecorder unanswered = this.world.open();
		ServedStream silent = this.world.server.next();

		exchanges.get(0).cancel();
		unanswered.cancel();

		silent.awaitGone();
		assertThat(silent.resetCode()).isEqualTo(CANCEL);
		stream.body("data: still there\n\n");
		second.awaitText("still there\n\n");
		assertThat(this.world.server.connections()).isEqualTo(1);
	}

	@Test
	void cancelOfTheOneThatConnectsLeavesTheOthersTheirTurn() {
		SignalRecorder first = this.world.open();
		SignalRecorder second = this.world.open().request(1);
		first.cancel();

		ServedStream stream = this.world.server.next();
		if (!second.has("connected")) {
			stream = this.world.server.next();
		}
		stream.head().end();

		assertThat(second.awaitEnd().order()).containsExactly("connected", "head 200", "end");
		assertThat(first.terminals()).isEmpty();
	}

	@Test
	void resetEndsTheStreamAlone() {
		List<SignalRecorder> exchanges = this.world.openMany(1);
		SignalRecorder cut = this.world.open().request(1);

		this.world.server.next().head().reset();

		assertThat(cut.awaitEnd().order()).endsWith("error reset");
		assertThat(exchanges.get(0).isOver()).isFalse();
		assertThat(this.world.server.open()).isEqualTo(1);
	}

	@Test
	void connectionThatNobodyAnswersOnIsAbandoned() {
		setUp(NettyServer.Options.of(this.protocol), Duration.ofMillis(300));
		List<SignalRecorder> exchanges = this.world.openMany(2);

		this.world.server.silence();

		exchanges.forEach((exchange) -> assertThat(exchange.awaitEnd().order()).endsWith("error reset"));
		this.world.openMany(1);
		assertThat(this.world.server.connections()).isEqualTo(2);
	}

	@Test
	void newRequestsDoNotHideThatNobodyAnswers() {
		setUp(NettyServer.Options.of(this.protocol), Duration.ofMillis(300));
		SignalRecorder exchange = this.world.openMany(1).get(0);
		this.world.server.silence();

		ServedStream.await(() -> {
			this.world.open().cancel();
			return exchange.isOver();
		});

		assertThat(exchange.order()).endsWith("error reset");
	}

	@Test
	void connectionThatIsOnlySilentStays() {
		setUp(NettyServer.Options.of(this.protocol), Duration.ofMillis(50));
		SignalRecorder exchange = this.world.open().request(10);
		ServedStream stream = this.world.server.next().head();
		exchange.await("head 200");

		stream.channel().eventLoop().schedule(() -> stream.body("data: late\n\n"), 500, TimeUnit.MILLISECONDS);

		exchange.awaitText("late\n\n");
		assertThat(this.world.server.connections()).isEqualTo(1);
	}

	@Test
	void connectionWithoutStreamsIsClosed() {
		this.world.openMany(2).forEach(SignalRecorder::cancel);

		this.world.awaitReleased();
	}

	@Test
	void connectionIsNotClosedUnderAStreamThatJustBegins() {
		setUp(NettyServer.Options.of(this.protocol), Duration.ofMillis(300));
		for (int round = 0; round < 200; round++) {
			SignalRecorder exchange = this.world.open().request(1);
			this.world.server.next().head().end();
			assertThat(exchange.awaitEnd().order()).endsWith("end");

			// it is closed after 10 ms: come back around then
			long until = System.nanoTime() + TimeUnit.MICROSECONDS.toNanos(8_000 + round * 20L);
			while (System.nanoTime() < until) {
				Thread.onSpinWait();
			}
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 3 })
	void streamsThatAConnectionDoesNotTakeGetAnotherOne(int maxStreams) {
		setUp(NettyServer.Options.of(this.protocol).withMaxStreams(maxStreams), Duration.ofSeconds(30));

		this.world.openMany(6);

		assertThat(this.world.server.connections()).isEqualTo(6 / maxStreams);
	}

	@Test
	void serverThatTakesNoStreamsIsAFailureAndNoLoop() {
		setUp(NettyServer.Options.of(this.protocol).withMaxStreams(0), Duration.ofSeconds(30));

		SignalRecorder exchange = this.world.open().request(1);

		assertThat(exchange.awaitEnd().order()).hasSize(1).first().asString().startsWith("error");
		assertThat(this.world.server.connections()).isLessThan(4);
	}

	@Test
	void goodbyeEndsWhatTheServerDisownsAndLetsTheRestFinish() {
		SignalRecorder kept = this.world.open().request(10);
		ServedStream stream = this.world.server.next().head();
		kept.await("head 200");
		SignalRecorder disowned = this.world.open().request(10);
		this.world.server.next();

		this.world.server.goAway(3);

		assertThat(disowned.awaitEnd().order()).containsExactly("connected", "error reset");
		stream.body("data: last\n\n").end();
		assertThat(kept.awaitEnd().text()).isEqualTo("data: last\n\n");
	}

	@Test
	void newStreamsGetANewConnectionAfterAGoodbye() {
		SignalRecorder old = this.world.openMany(1).get(0);
		this.world.server.goAway(Integer.MAX_VALUE);

		ServedStream.await(() -> {
			this.world.open().cancel();
			return this.world.server.connections() == 2;
		});

		assertThat(old.isOver()).isFalse();
	}

	@Test
	void headersOfAConnectionStayHere() {
		Map<String, String> headers = Map.of("Connection", "keep-alive, X-Hop", "Keep-Alive", "timeout=5",
				"Proxy-Connection", "keep-alive", "Upgrade", "websocket", "TE", "gzip", "Accept", "text/event-stream");
		URI url = this.world.server.url();
		SignalRecorder recorder = new SignalRecorder();

		recorder.hold(this.world.transport.open(new StreamRequest(url, "GET", headers, false), recorder));

		HttpHeaders sent = this.world.server.next().request().headers();
		assertThat(sent.get("Accept")).isEqualTo("text/event-stream");
		assertThat(sent.names()).map(String::toLowerCase)
			.doesNotContain("connection", "keep-alive", "proxy-connection", "upgrade", "te", "transfer-encoding");
		assertThat(sent.get("Host")).isEqualTo(url.getAuthority());
	}

}
