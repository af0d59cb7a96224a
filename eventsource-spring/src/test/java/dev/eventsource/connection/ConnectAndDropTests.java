package dev.eventsource.connection;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

import dev.eventsource.EventSourceSpec;
import dev.eventsource.testing.NettyServer;
import dev.eventsource.testing.Protocol;
import dev.eventsource.testing.ServedStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Nothing is left of connections that come and go: of {@code -Dcycles=1000} no more than
 * of a few. What was held before and after is in {@code target/cycles.txt}.
 */
class ConnectAndDropTests {

	private static final int CYCLES = Integer.getInteger("cycles", 100);

	// allocators grow until they have what they need
	private static final int WARM_UP = Math.max(50, CYCLES / 2);

	@ParameterizedTest
	@CsvSource({ "HTTP1, CLEAN_END", "HTTP1, RESET", "HTTP1, CANCEL_BEFORE_HEAD", "HTTP1, REFUSED",
			"HTTP1, PAUSE_AND_RESUME", "H2C, CLEAN_END", "H2C, RESET", "H2C, CANCEL_BEFORE_HEAD", "H2C, REFUSED",
			"H2C, PAUSE_AND_RESUME", "HTTP1_TLS, CLEAN_END", "HTTP2, CLEAN_END", "HTTP2, PAUSE_AND_RESUME" })
	void leaveNothingBehind(Protocol protocol, Kind kind) throws IOException {
		try (World world = new World(protocol)) {
			kind.repeat(WARM_UP, world);
			Footprint before = Footprint.now();

			kind.repeat(CYCLES, world);

			// what closes does so a moment later
			Footprint[] after = { before };
			try {
				ServedStream.await(() -> (after[0] = Footprint.now()).isNoMoreThan(before));
			}
			finally {
				note("%-9s %-18s %d: %s -> %s%n".formatted(protocol, kind, CYCLES, before, after[0]));
			}
		}
	}

	private static void note(String line) throws IOException {
		Files.writeString(Path.of("target/cycles.txt"), line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
	}

	/**
	 * How a connection goes.
	 */
	enum Kind {

		CLEAN_END {

			@Override
			void once(World world) {
				SignalRecorder exchange = world.open();
				world.server().next().head().body("data: a\n\n").end();
				exchange.awaitEnd();
			}

		},

		RESET {

			@Override
			void once(World world) {
				SignalRecorder exchange = world.open();
				ServedStream stream = world.server().next().head().body("data: half");
				exchange.awaitText("half");
				stream.reset();
				exchange.awaitEnd();
			}

		},

		CANCEL_BEFORE_HEAD {

			@Override
			void once(World world) {
				SignalRecorder exchange = world.open();
				ServedStream stream = world.server().next();
				exchange.cancel();
				stream.awaitGone();
			}

		},

		REFUSED {

			@Override
			void once(World world) {
				world.transport.open(World.NOBODY, new SignalRecorder()).awaitEnd();
			}

		},

		PAUSE_AND_RESUME {

			@Override
			void once(World world) {
				world.connection.resume();
				ServedStream stream = world.server().next().head().body("data: a\n\n");
				ServedStream.await(() -> !world.receiver.events.isEmpty());
				world.connection.pause();
				stream.awaitGone();
				world.receiver.events.clear();
			}

		};

		abstract void once(World world);

		void repeat(int times, World world) {
			for (int i = 0; i < times; i++) {
				once(world);
			}
			world.settle();
		}

	}

	/**
	 * A transport, and a connection on it that is paused.
	 */
	private static final class World implements AutoCloseable {

		// a port that needs a privilege which no test server has
		static final URI NOBODY = URI.create("http://localhost:1/");

		final TransportFixture transport;

		final RecordingReceiver receiver = new RecordingReceiver();

		final Connection connection;

		private final RealTimer timer = new RealTimer();

		World(Protocol protocol) {
			this.transport = new TransportFixture(protocol);
			EventSourceSpec spec = EventSourceSpec.builder(this.transport.server.url().toString()).build();
			this.connection = new Connection(ConnectionSettings.from("orders", spec),
					new ConnectionSeams(this.transport.transport, this.timer, () -> 0L, new ConnectGate(0)),
					this.receiver, new RecordingObserver());
			this.connection.start("");
			// or the server would take its request for that of the first cycle
			ServedStream first = server().next();
			this.connection.pause();
			first.awaitGone();
		}

		NettyServer server() {
			return this.transport.server;
		}

		SignalRecorder open() {
			return this.transport.open().request(100);
		}

		void settle() {
			this.transport.awaitReleased();
		}

		@Override
		public void close() {
			this.connection.stop("closed");
			this.transport.close();
			this.timer.close();
		}

	}

}
