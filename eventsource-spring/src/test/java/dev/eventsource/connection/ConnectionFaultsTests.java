package dev.eventsource.connection;

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
	void namesAnAnswerThatNeverCame() {
		this.world.server.enqueue(SseResponse.dropBeforeResponse(), SseResponse.resetBeforeResponse(),
				SseResponse.stream("data: a\n\n").stayOpen());

		this.world.connection.start("");

		SocketFixture.await(() -> this.world.receiver.events.size() == 1);
		assertThat(this.world.observer.lostReasons()).containsExactly("eof", "reset");
	}

}
