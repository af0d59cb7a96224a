package dev.eventsource.connection;

import java.time.Duration;

import dev.eventsource.EventSourceState.Kind;
import dev.eventsource.testing.FakeTransport.FakeExchange;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How long a connection bears silence.
 */
class ConnectionTimeoutTests {

	private final ConnectionFixture world = new ConnectionFixture();

	@Test
	void waitsForTheHeadFromTheRequestOn() {
		this.world.connection.start("");
		this.world.timer.advance(Duration.ofSeconds(5));
		this.world.transport.last().connected();

		this.world.timer.advance(Duration.ofMillis(29_999));
		assertThat(this.world.kind()).isEqualTo(Kind.CONNECTING);
		this.world.timer.advance(Duration.ofMillis(1));

		assertThat(this.world.reason()).isEqualTo("head-timeout");
		assertThat(this.world.transport.live()).isZero();
	}

	@Test
	void doesNotWaitForATransportThatNeverConnects() {
		this.world.connection.start("");

		this.world.timer.advance(Duration.ofSeconds(40));

		assertThat(this.world.kind()).isEqualTo(Kind.WAITING);
	}

	@Test
	void waitsForNoHeadOnceItIsThere() {
		this.world.open();

		this.world.timer.advance(Duration.ofMinutes(1));

		assertThat(this.world.kind()).isEqualTo(Kind.OPEN);
		assertThat(this.world.timer.scheduled()).isZero();
	}

	@Test
	void replacesASilentStream() {
		this.world.open();
		this.world.live(Duration.ofSeconds(299));
		assertThat(this.world.kind()).isEqualTo(Kind.OPEN);

		this.world.live(Duration.ofSeconds(1));

		assertThat(this.world.observer.lostReasons()).containsExactly("idle-timeout");
		assertThat(this.world.observer.rotations).containsExactly(true);
		assertThat(this.world.untilNextAttempt()).hasSeconds(2);
	}

	@Test
	void takesACommentAsASignOfLife() {
		FakeExchange exchange = this.world.open();
		for (int i = 0; i < 5; i++) {
			this.world.live(Duration.ofSeconds(200));
			exchange.body(":\n");
		}

		assertThat(this.world.kind()).isEqualTo(Kind.OPEN);
	}

	@Test
	void bearsSilenceWhileItAsksForNothing() {
		FakeExchange exchange = this.world.open();
		fill(exchange);

		this.world.live(Duration.ofMinutes(20));
		assertThat(this.world.kind()).isEqualTo(Kind.OPEN);
		this.world.receiver.room = true;
		this.world.connection.roomAvailable();
		this.world.live(Duration.ofSeconds(299));
		assertThat(this.world.kind()).isEqualTo(Kind.OPEN);
		this.world.live(Duration.ofSeconds(1));

		assertThat(this.world.reason()).isEqualTo("idle-timeout");
	}

	@Test
	void replacesAStreamThatDrips() {
		FakeExchange exchange = this.world.open();
		exchange.body("data: ");
		for (int i = 0; i < 12; i++) {
			assertThat(this.world.kind()).isEqualTo(Kind.OPEN);
			this.world.live(Duration.ofSeconds(10));
			exchange.body("x");
		}

		assertThat(this.world.observer.lostReasons()).containsExactly("partial-timeout");
		assertThat(this.world.observer.rotations).containsExactly(false);
	}

	@Test
	void bearsEventsThatEndLateInTheirBuffer() {
		FakeExchange exchange = this.world.open();
		exchange.body("data: ");
		for (int i = 0; i < 30; i++) {
			this.world.live(Duration.ofSeconds(10));
			exchange.body("x\n\ndata: ");
		}

		assertThat(this.world.kind()).isEqualTo(Kind.OPEN);
	}

	@Test
	void replacesAnOldConnectionBetweenTwoEvents() {
		ConnectionFixture old = new ConnectionFixture((spec) -> spec.maxConnectionAge(Duration.ofMinutes(1)));
		FakeExchange exchange = old.open().body("data: a\n\ndata: b");

		old.live(Duration.ofSeconds(61));
		assertThat(old.kind()).isEqualTo(Kind.OPEN);
		exchange.body("\n\n");

		assertThat(old.receiver.data()).containsExactly("a", "b");
		assertThat(old.observer.lostReasons()).containsExactly("max-age");
		assertThat(old.observer.rotations).containsExactly(true);
	}

	@Test
	void replacesAnOldConnectionThatIsQuiet() {
		ConnectionFixture old = new ConnectionFixture((spec) -> spec.maxConnectionAge(Duration.ofMinutes(1)));
		old.open();

		old.live(Duration.ofSeconds(60));

		assertThat(old.reason()).isEqualTo("max-age");
	}

	@Test
	void bearsEverythingWhenSwitchedOff() {
		ConnectionFixture patient = new ConnectionFixture((spec) -> spec.idleTimeout(Duration.ZERO)
			.responseTimeout(Duration.ZERO)
			.limitPartialEventTimeout(Duration.ZERO));
		patient.connection.start("");
		patient.timer.advance(Duration.ofDays(1));

		patient.transport.last().open().body("data: a");
		patient.live(Duration.ofHours(1));

		assertThat(patient.kind()).isEqualTo(Kind.OPEN);
	}

	private void fill(FakeExchange exchange) {
		this.world.receiver.room = false;
		while (exchange.demand() > 0) {
			exchange.body("data: a\n\n");
		}
	}

}
