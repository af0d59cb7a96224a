package dev.eventsource.connection;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.HashSet;
import java.util.List;

import dev.eventsource.testing.LeakWatch;
import dev.eventsource.testing.NettyServer;
import dev.eventsource.testing.Protocol;
import dev.eventsource.testing.ServedStream;
import io.netty.handler.codec.http.HttpResponseStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a connection relies on, whatever the stream comes over.
 */
@ParameterizedClass
@EnumSource(Protocol.class)
@ExtendWith(LeakWatch.class)
class TransportContractTests {

	private static final int MUCH = 16 * 1024 * 1024;

	private final Protocol protocol;

	private final TransportFixture world;

	TransportContractTests(Protocol protocol) {
		this.protocol = protocol;
		this.world = new TransportFixture(protocol);
	}

	@AfterEach
	void release() {
		this.world.close();
	}

	@Test
	void tellsHeadThenBodyThenEnd() {
		SignalRecorder exchange = this.world.open().request(100);

		ServedStream stream = this.world.server.next().head().body("data: a\n\n");
		exchange.awaitText("a\n\n");
		stream.body("data: b\n\n").end();

		exchange.awaitEnd();
		assertThat(exchange.text()).isEqualTo("data: a\n\ndata: b\n\n");
		check("clean-end", exchange);
	}

	@Test
	void deliversBurstsInOrderAndWhole() {
		SignalRecorder exchange = this.world.open().request(10);
		ServedStream stream = this.world.server.next().head();
		StringBuilder sent = new StringBuilder();

		for (int i = 0; i < 2_000; i++) {
			sent.append("data: ").append(i).append("\n\n");
			stream.body("data: " + i + "\n\n");
		}
		stream.end();

		for (int asked = 10; !exchange.isOver(); asked += 7) {
			int delivered = asked;
			ServedStream.await(() -> exchange.buffers() == delivered || exchange.isOver());
			exchange.request(7);
		}
		assertThat(exchange.text()).isEqualTo(sent.toString());
		check("clean-end", exchange);
	}

	@Test
	void deliversNoMoreBuffersThanAskedFor() {
		SignalRecorder exchange = this.world.open().request(2);
		ServedStream stream = this.world.server.next().head();

		for (int i = 0; i < 10; i++) {
			stream.body("data: " + "x".repeat(10_000) + "\n\n");
		}

		ServedStream.await(() -> exchange.buffers() == 2);
		exchange.request(1);
		ServedStream.await(() -> exchange.buffers() >= 3);
		assertThat(exchange.buffers()).isEqualTo(3);
		exchange.cancel();
	}

	@Test
	void holdsBackAServerThatNobodyAsksForMore() {
		SignalRecorder exchange = this.world.open();
		ServedStream stream = this.world.server.next().head();
		exchange.await("head 200");

		for (int i = 0; i < MUCH / 16_384; i++) {
			stream.body("x".repeat(16_384));
		}

		awaitStandstill(stream);
		assertThat(stream.written()).isLessThan(MUCH);
		assertThat(exchange.order()).containsExactly("connected", "head 200");
		exchange.request(Integer.MAX_VALUE);
		ServedStream.await(() -> exchange.length() == MUCH);
		exchange.cancel();
	}

	private static void awaitStandstill(ServedStream stream) {
		long[] seen = { -1, 0 };
		ServedStream.await(() -> {
			seen[1] = (stream.written() == seen[0]) ? seen[1] + 1 : 0;
			seen[0] = stream.written();
			return seen[1] == 5;
		});
	}

	@Test
	void saysNothingAfterACancelRightAfterTheRequest() {
		SignalRecorder exchange = this.world.open();

		exchange.cancel();

		this.world.awaitReleased();
		assertThat(exchange.terminals()).isEmpty();
		assertThat(exchange.has("head 200")).isFalse();
	}

	@Test
	void saysNothingAfterACancelBeforeTheHead() {
		SignalRecorder exchange = this.world.open();
		ServedStream stream = this.world.server.next();

		exchange.cancel();

		stream.awaitGone();
		check("cancel-before-head", exchange);
	}

	@Test
	void saysNothingAfterACancelAsItConnects() {
		SignalRecorder exchange = this.world.open(this.world.server.url(), new SignalRecorder().cancelOn("connected"));

		exchange.await("cancel");

		this.world.awaitReleased();
		check("cancel-connected", exchange);
	}

	@Test
	void losesNoBufferToACancelInTheHead() {
		SignalRecorder exchange = this.world.open(this.world.server.url(), new SignalRecorder().cancelOn("head 200"));
		ServedStream stream = this.world.server.next().headAndBody("data: a\n\n");

		stream.awaitGone();
		check("cancel-in-head", exchange);
	}

	@Test
	void saysNothingAfterACancelInTheBody() {
		SignalRecorder exchange = this.world.open(this.world.server.url(), new SignalRecorder().cancelOn("buffer"))
			.request(100);
		ServedStream stream = this.world.server.next().head();

		for (int i = 0; i < 100; i++) {
			stream.body("x".repeat(10_000));
		}

		stream.awaitGone();
		assertThat(exchange.buffers()).isEqualTo(1);
		check("cancel-in-body", exchange);
	}

	@Test
	void finishesAtMostWhatWasUnderWayWhenCancelledFromOutside() {
		for (int round = 0; round < 20; round++) {
			SignalRecorder exchange = this.world.open().request(1_000);
			ServedStream stream = this.world.server.next().head();
			for (int i = 0; i < 20; i++) {
				stream.body("data: x\n\n");
			}
			stream.end();

			ServedStream.await(() -> exchange.buffers() > 0);
			exchange.cancel();

			stream.awaitGone();
			assertThat(exchange.terminals().count()).isLessThanOrEqualTo(1);
			assertThat(exchange.order()).startsWith("connected", "head 200", "buffer");
			SignalOrders.record("cancel-race", this.protocol, exchange.order());
		}
	}

	@Test
	void losesNoBufferToACancelWithoutDemand() {
		SignalRecorder exchange = this.world.open();
		ServedStream stream = this.world.server.next().headAndBody("x".repeat(100_000));
		exchange.await("head 200");

		exchange.cancel();
		exchange.cancel();

		stream.awaitGone();
		assertThat(exchange.order()).containsExactly("connected", "head 200", "cancel", "cancel");
	}

	@Test
	void losesNoBufferToACancelBetweenAnswerAndBody() {
		SignalRecorder exchange = new SignalRecorder();
		try (AnswerWindow window = new AnswerWindow(exchange::cancel)) {
			this.world.open(this.world.server.url(), exchange);

			ServedStream stream = this.world.server.next().headAndBody("data: a\n\n");

			stream.awaitGone();
			assertThat(window).isNotNull();
			assertThat(exchange.order()).startsWith("connected", "cancel").doesNotContain("head 200");
		}
	}

	@Test
	void ignoresACancelAfterTheEnd() {
		SignalRecorder exchange = this.world.open().request(1);
		this.world.server.next().head().end();
		exchange.awaitEnd();

		exchange.cancel();
		exchange.request(1);

		this.world.awaitReleased();
		check("cancel-after-end", exchange);
	}

	@Test
	void tellsAResetInTheMiddleOfAnEvent() {
		SignalRecorder exchange = this.world.open().request(100);
		ServedStream stream = this.world.server.next().head().body("data: half");
		exchange.awaitText("half");

		stream.reset();

		check("reset-in-body", exchange.awaitEnd());
	}

	@Test
	void tellsAResetBeforeTheHead() {
		SignalRecorder exchange = this.world.open().request(100);

		this.world.server.next().reset();

		check("reset-before-head", exchange.awaitEnd());
	}

	@Test
	void tellsAConnectionThatWasDroppedInTheBody() {
		SignalRecorder exchange = this.world.open().request(100);
		ServedStream stream = this.world.server.next().head().body("data: half");
		exchange.awaitText("half");

		stream.drop();

		check("drop-in-body", exchange.awaitEnd());
	}

	@Test
	void tellsAConnectionThatWasDroppedBeforeTheHead() {
		SignalRecorder exchange = this.world.open().request(100);

		this.world.server.next().drop();

		check("drop-before-head", exchange.awaitEnd());
	}

	@Test
	void tellsARefusedConnection() {
		URI nobody = this.world.server.url();
		this.world.server.close();

		SignalRecorder exchange = this.world.open(nobody, new SignalRecorder()).request(1);

		check("refused", exchange.awaitEnd());
	}

	@Test
	void tellsAHeadThatIsTooLong() {
		SignalRecorder exchange = this.world.open().request(1);

		this.world.server.next().head("X-Long", "x".repeat(17 * 1024));

		check("head-limit", exchange.awaitEnd());
	}

	@Test
	void takesAnInterimAnswerForNone() {
		SignalRecorder exchange = this.world.open().request(1);

		this.world.server.next().interim(HttpResponseStatus.EARLY_HINTS).head().end();

		check("interim", exchange.awaitEnd());
	}

	@Test
	void reachesAnAddressOfIpv6() throws UnknownHostException {
		NettyServer.Options options = NettyServer.Options.of(this.protocol)
			.withAddress(InetAddress.getByName("::1"), "[::1]");
		try (TransportFixture local = new TransportFixture(options)) {
			SignalRecorder exchange = local.open().request(1);
			local.server.next().head().end();

			assertThat(exchange.awaitEnd().order()).containsExactly("connected", "head 200", "end");
		}
	}

	@Test
	void takesTwoHundredStreamsOfOneHost() {
		List<SignalRecorder> exchanges = this.world.openMany(200);

		assertThat(new HashSet<>(exchanges.stream().map(SignalRecorder::text).toList())).hasSize(200);
		assertThat(this.world.server.open()).isEqualTo(this.protocol.isShared() ? 2 : 200);
		exchanges.forEach(SignalRecorder::cancel);
		this.world.awaitReleased();
		assertThat(exchanges).allMatch((exchange) -> !exchange.isOver());
	}

	private void check(String scenario, SignalRecorder exchange) {
		assertThat(exchange.terminals().count()).isLessThanOrEqualTo(1);
		SignalOrders.check(scenario, this.protocol, exchange.order());
	}

}
