package dev.eventsource.connection;

import java.time.Duration;
import java.util.function.UnaryOperator;

import dev.eventsource.EventSourceSpec;
import dev.eventsource.EventSourceSpecBuilder;
import dev.eventsource.testing.LeakWatch;
import dev.eventsource.testing.Protocol;
import dev.eventsource.testing.ServedStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a source does to the stream that it has, and not to the connection that it shares.
 */
@ParameterizedClass
@EnumSource(value = Protocol.class, names = { "HTTP2", "H2C" })
@ExtendWith(LeakWatch.class)
class ConnectionOverHttp2Tests {

	private final TransportFixture world;

	private final RealTimer timer = new RealTimer();

	private final RecordingObserver observer = new RecordingObserver();

	private final RecordingReceiver receiver = new RecordingReceiver();

	ConnectionOverHttp2Tests(Protocol protocol) {
		this.world = new TransportFixture(protocol);
	}

	@AfterEach
	void release() {
		this.world.close();
		this.timer.close();
	}

	@Test
	void lateHeadCostsTheSiblingsNothing() {
		SignalRecorder sibling = this.world.open().request(10);
		ServedStream stream = this.world.server.next().head();
		sibling.await("head 200");

		Connection connection = start((spec) -> spec.responseTimeout(Duration.ofMillis(200)));
		this.world.server.next().awaitGone();

		assertThat(this.observer.lostReasons()).containsExactly("head-timeout");
		connection.stop("done");
		stillReads(sibling, stream);
	}

	@Test
	void silenceCostsTheSiblingsNothing() {
		SignalRecorder sibling = this.world.open().request(10);
		ServedStream stream = this.world.server.next().head();
		sibling.await("head 200");

		Connection connection = start((spec) -> spec.idleTimeout(Duration.ofMillis(100)));
		ServedStream silent = this.world.server.next().head();
		ServedStream.await(() -> {
			connection.tick();
			return !silent.channel().isActive();
		});

		assertThat(this.observer.lostReasons()).containsExactly("idle-timeout");
		connection.stop("done");
		stillReads(sibling, stream);
	}

	private void stillReads(SignalRecorder sibling, ServedStream stream) {
		stream.body("data: still there\n\n");
		sibling.awaitText("still there\n\n");
		assertThat(this.world.server.connections()).isEqualTo(1);
	}

	@Test
	void goodbyeIsARotationToANewConnection() {
		Connection connection = start((spec) -> spec);
		ServedStream stream = this.world.server.next().head().body("id: 1\ndata: a\n\n");
		ServedStream.await(() -> !this.receiver.events.isEmpty());

		this.world.server.goAway(Integer.MAX_VALUE);
		stream.body("id: 2\ndata: b\n\n").end();

		ServedStream next = this.world.server.next();
		assertThat(next.request().headers().get("Last-Event-ID")).isEqualTo("2");
		assertThat(this.observer.lostReasons()).containsExactly("eof");
		assertThat(this.world.server.connections()).isEqualTo(2);
		connection.stop("done");
	}

	@Test
	void answerThatIsRefusedLosesNoBuffer() {
		Connection connection = start((spec) -> spec);

		ServedStream stream = this.world.server.next().head("Content-Type", "text/html").body("x".repeat(30_000));

		stream.awaitGone();
		assertThat(connection.state().reason()).isEqualTo("content-type");
	}

	private Connection start(UnaryOperator<EventSourceSpecBuilder> settings) {
		EventSourceSpecBuilder spec = EventSourceSpec.builder(this.world.server.url().toString())
			.reconnectDelay(Duration.ofMillis(10))
			.reconnectMinDelay(Duration.ofMillis(10));
		Connection connection = new Connection(ConnectionSettings.from("orders", settings.apply(spec).build()),
				new ConnectionSeams(this.world.transport, this.timer, () -> 0L, new ConnectGate(0)), this.receiver,
				this.observer);
		connection.start("");
		return connection;
	}

}
