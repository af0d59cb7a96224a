package dev.eventsource.connection;

import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import dev.eventsource.EventSourceState.Kind;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * When a connection tries again, and when it does not.
 */
class ConnectionBackoffTests {

	@Test
	void waitsLongerAfterEachFailure() {
		ConnectionFixture world = new ConnectionFixture();
		world.connection.start("");

		assertThat(failAndCollect(world, 6)).containsExactly(2L, 4L, 8L, 16L, 30L, 30L);
		assertThat(world.connection.state().attempts()).isEqualTo(6);
	}

	@Test
	void doesNotForgetFailuresForAShortLife() {
		ConnectionFixture world = new ConnectionFixture();
		world.connection.start("");
		failAndCollect(world, 2);
		world.timer.advance(Duration.ofSeconds(4));

		world.transport.last().open().body("data: a\n\n").error(new IOException());

		assertThat(world.untilNextAttempt()).hasSeconds(8);
	}

	@Test
	void startsOverAfterALongLife() {
		ConnectionFixture world = new ConnectionFixture();
		world.connection.start("");
		failAndCollect(world, 3);
		world.timer.advance(Duration.ofSeconds(8));
		world.transport.last().open();
		world.live(Duration.ofMinutes(1));

		world.transport.last().error(new IOException());

		assertThat(world.untilNextAttempt()).hasSeconds(2);
	}

	@Test
	void doesNotGrowWhenAStreamThatDeliveredEnds() {
		ConnectionFixture world = new ConnectionFixture();
		world.open();
		for (int i = 0; i < 5; i++) {
			world.transport.last().body("data: a\n\n").end();
			assertThat(world.untilNextAttempt()).hasSeconds(2);
			world.reopen();
		}

		assertThat(world.observer.rotations).containsOnly(true);
		assertThat(world.observer.lost).allMatch((event) -> event.attempt() == 0);
	}

	@Test
	void growsWhenAStreamEndsWithoutAnEvent() {
		ConnectionFixture world = new ConnectionFixture();
		world.open().end();
		world.timer.advance(Duration.ofSeconds(2));

		world.transport.last().open().body(": hi\n\n").end();

		assertThat(world.observer.lostReasons()).containsExactly("eof", "eof");
		assertThat(world.observer.rotations).containsExactly(false, false);
		assertThat(world.untilNextAttempt()).hasSeconds(4);
	}

	@Test
	void keepsTheServersReconnectionTime() {
		ConnectionFixture world = new ConnectionFixture();
		world.open().body("retry: 60000\ndata: a\n\n").end();
		assertThat(world.untilNextAttempt()).hasSeconds(60);

		world.reopen().body("data: a\n\n").end();

		assertThat(world.untilNextAttempt()).hasSeconds(60);
	}

	@Test
	void putsAFloorUnderTheServersReconnectionTime() {
		ConnectionFixture world = new ConnectionFixture();

		world.open().body("retry: 0\ndata: a\n\n").end();

		assertThat(world.untilNextAttempt()).hasMillis(500);
	}

	@Test
	void putsACeilingOverTheServersReconnectionTime() {
		ConnectionFixture world = new ConnectionFixture();

		world.open().body("retry: 99999999999999999999\ndata: a\n\n").end();

		assertThat(world.untilNextAttempt()).hasHours(1);
	}

	@Test
	void obeysRetryAfterAsADate() {
		ConnectionFixture world = new ConnectionFixture();
		world.connection.start("");

		world.transport.last().head(503, "Retry-After", "Tue, 1 Jan 2030 00:02:00 GMT");

		assertThat(world.reason()).isEqualTo("status-503");
		assertThat(world.untilNextAttempt()).hasMinutes(2);
	}

	@Test
	void cutsARetryAfterThatIsTooLong() {
		ConnectionFixture world = new ConnectionFixture();
		world.connection.start("");

		world.transport.last().head(429, "Retry-After", "86400");

		assertThat(world.untilNextAttempt()).hasHours(1);
	}

	@Test
	void givesUpAfterTheLastAttempt() {
		ConnectionFixture world = new ConnectionFixture((spec) -> spec.reconnectMaxAttempts(3));
		world.connection.start("");

		failAndCollect(world, 2);
		world.timer.advance(Duration.ofSeconds(4));
		world.transport.last().error(new ConnectException());

		assertThat(world.kind()).isEqualTo(Kind.FAILED);
		assertThat(world.reason()).isEqualTo("attempts-exhausted");
		assertThat(world.observer.lost.get(2).willReconnect()).isFalse();
		assertThat(world.observer.outcomes).containsExactly("refused", "refused", "refused");
	}

	@Test
	void countsNoAttemptThatBroughtAnEvent() {
		ConnectionFixture world = new ConnectionFixture((spec) -> spec.reconnectMaxAttempts(2));
		world.open();

		for (int i = 0; i < 5; i++) {
			world.transport.last().body("data: a\n\n").error(new IOException());
			world.reopen();
		}

		assertThat(world.kind()).isEqualTo(Kind.OPEN);
	}

	private static List<Long> failAndCollect(ConnectionFixture world, int times) {
		List<Long> delays = new ArrayList<>();
		for (int i = 0; i < times; i++) {
			world.timer.advance(delays.isEmpty() ? Duration.ZERO : world.untilNextAttempt());
			world.transport.last().error(new ConnectException());
			delays.add(world.untilNextAttempt().toSeconds());
		}
		return delays;
	}

}
