package dev.eventsource.connection;

import java.time.Duration;

import dev.eventsource.testing.FakeTransport.FakeExchange;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How much a connection asks for.
 */
class ConnectionDemandTests {

	private final ConnectionFixture world = new ConnectionFixture();

	@Test
	void asksForNothingBeforeTheHead() {
		this.world.connection.start("");

		assertThat(this.world.transport.last().demand()).isZero();
	}

	@Test
	void asksForALittleThenForMore() {
		FakeExchange exchange = this.world.open();
		assertThat(exchange.demand()).isEqualTo(32);

		exchange.body("data: a\n\n");

		assertThat(exchange.demand()).isEqualTo(64);
	}

	@Test
	void refillsAtHalf() {
		FakeExchange exchange = this.world.open().body(":\n");

		for (int i = 0; i < 31; i++) {
			exchange.body(":\n");
		}
		assertThat(exchange.demand()).isEqualTo(33);
		exchange.body(":\n");

		assertThat(exchange.demand()).isEqualTo(64);
	}

	@Test
	void asksForFewLargeBuffers() {
		FakeExchange exchange = this.world.open();
		String large = ":" + "x".repeat(65_535);

		for (int i = 0; i < 40; i++) {
			exchange.body(large);
		}

		assertThat(exchange.demand()).isBetween(1, 16);
	}

	@Test
	void asksForOneBufferThatIsLargerThanAllRoom() {
		ConnectionFixture small = new ConnectionFixture((spec) -> spec.deliveryBufferBytes(DataSize.ofBytes(10)));
		FakeExchange exchange = small.open();

		for (int i = 0; i < 33; i++) {
			exchange.body(": longer than all room\n");
		}

		assertThat(exchange.demand()).isEqualTo(1);
	}

	@Test
	void asksForNothingWithoutRoom() {
		this.world.receiver.room = false;

		FakeExchange exchange = this.world.open();

		assertThat(exchange.demand()).isZero();
	}

	@Test
	void asksAgainWhenThereIsRoom() {
		this.world.receiver.room = false;
		FakeExchange exchange = this.world.open();

		this.world.receiver.room = true;
		this.world.connection.roomAvailable();

		assertThat(exchange.demand()).isEqualTo(32);
	}

	@Test
	void seesRoomThatNobodyToldOf() {
		this.world.receiver.room = false;
		FakeExchange exchange = this.world.open();

		this.world.receiver.room = true;
		this.world.live(Duration.ofSeconds(1));

		assertThat(exchange.demand()).isEqualTo(32);
	}

	@Test
	void asksNobodyAfterTheEnd() {
		FakeExchange exchange = this.world.open();
		this.world.connection.stop("stopped");

		this.world.connection.roomAvailable();
		this.world.connection.tick();

		assertThat(exchange.demand()).isEqualTo(32);
	}

}
