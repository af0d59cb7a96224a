package dev.eventsource.connection;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import dev.eventsource.EventSourceClosedEvent;
import dev.eventsource.EventSourceState.Kind;
import dev.eventsource.testing.FakeTransport.FakeExchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The life of a connection, from start to stop.
 */
class ConnectionTests {

	private final ConnectionFixture world = new ConnectionFixture();

	private final Connection connection = this.world.connection;

	@Test
	void isClosedUntilStarted() {
		assertThat(this.world.kind()).isEqualTo(Kind.CLOSED);
		assertThat(this.world.reason()).isEqualTo("new");
		assertThat(this.world.transport.count()).isZero();
	}

	@Test
	void connectsAndOpens() {
		this.connection.start("7");
		assertThat(this.world.kind()).isEqualTo(Kind.CONNECTING);
		assertThat(this.world.sentId()).isEqualTo("7");

		this.world.transport.last().open();

		assertThat(this.world.kind()).isEqualTo(Kind.OPEN);
		assertThat(this.world.observer.states).containsExactly("CONNECTING(started)", "OPEN(open)");
		assertThat(this.world.observer.outcomes).containsExactly("success");
		assertThat(this.world.observer.opened).singleElement().satisfies((event) -> {
			assertThat(event.lastEventId()).isEqualTo("7");
			assertThat(event.attempt()).isOne();
			assertThat(event.outage()).isZero();
		});
	}

	@Test
	void startsOnlyOnce() {
		this.world.open();

		this.connection.start("other");

		assertThat(this.world.transport.count()).isOne();
		assertThat(this.connection.lastEventId()).isEmpty();
	}

	@Test
	void bringsEventsOfEveryBufferAndFlushesOnce() {
		this.world.open().body("data: a\n\nid: 3\n\n").body("data: b\n\n");

		assertThat(this.world.receiver.data()).containsExactly("a", "b");
		assertThat(this.world.receiver.positions).containsExactly("3");
		assertThat(this.world.receiver.events.get(1).lastEventId()).isEqualTo("3");
		assertThat(this.world.receiver.events.get(1).origin()).isEqualTo("https://a.example");
		assertThat(this.world.receiver.flushes).isEqualTo(2);
		assertThat(this.world.observer.bytes).isEqualTo(25);
	}

	@Test
	void goesOnFromTheReceivedIdAndDropsTheIncompleteEvent() {
		FakeExchange first = this.world.open().body("id: 1\ndata: a\n\nid: 2\ndata: b\n");
		first.error(new IOException());

		this.world.reopen().body("\ndata: c\n\n");

		assertThat(this.world.sentId()).isEqualTo("1");
		assertThat(this.world.receiver.data()).containsExactly("a", "c");
		assertThat(this.world.receiver.events.get(1).lastEventId()).isEqualTo("1");
	}

	@Test
	void tellsOfAnOutage() {
		this.world.open().error(new IOException());

		assertThat(this.world.kind()).isEqualTo(Kind.WAITING);
		assertThat(this.world.reason()).isEqualTo("reset");
		assertThat(this.world.untilNextAttempt()).hasSeconds(2);
		assertThat(this.world.observer.lost.get(0).willReconnect()).isTrue();

		this.world.timer.advance(Duration.ofSeconds(2));
		this.world.transport.last().open();

		assertThat(this.world.observer.opened.get(1).outage()).hasSeconds(2);
	}

	@Test
	void stopsEverything() {
		FakeExchange exchange = this.world.open();

		this.connection.stop("stopped");

		assertThat(exchange.isCancelled()).isTrue();
		assertThat(this.world.kind()).isEqualTo(Kind.CLOSED);
		assertThat(this.world.reason()).isEqualTo("stopped");
		assertThat(this.world.timer.scheduled()).isZero();
		assertThat(this.world.observer.closed).containsExactly(new EventSourceClosedEvent("orders", "stopped", false));
	}

	@Test
	void isSilentAfterAStop() {
		FakeExchange exchange = this.world.open();
		this.connection.stop("stopped");
		int told = this.world.observer.states.size();

		exchange.body("data: late\n\n").end();
		this.world.live(Duration.ofMinutes(10));

		assertThat(this.world.receiver.events).isEmpty();
		assertThat(this.world.observer.states).hasSize(told);
		assertThat(this.world.transport.count()).isOne();
	}

	@Test
	void stopsAWait() {
		this.world.open().error(new IOException());

		this.connection.stop("stopped");
		this.world.timer.advance(Duration.ofHours(1));

		assertThat(this.world.timer.scheduled()).isZero();
		assertThat(this.world.transport.count()).isOne();
	}

	@Test
	void startsAgainFromTheIdItIsGiven() {
		this.world.open("1").body("id: 5\ndata: a\n\n");
		this.connection.stop("stopped");

		this.connection.start("2");

		assertThat(this.world.sentId()).isEqualTo("2");
		assertThat(this.connection.lastEventId()).isEqualTo("2");
	}

	@Test
	void pausesAndGoesOnFromTheReceivedId() {
		FakeExchange exchange = this.world.open("1").body("id: 5\ndata: a\n\n");
		this.connection.pause();

		assertThat(exchange.isCancelled()).isTrue();
		assertThat(this.world.kind()).isEqualTo(Kind.PAUSED);
		assertThat(this.world.timer.scheduled()).isZero();

		this.connection.resume();

		assertThat(this.world.sentId()).isEqualTo("5");
	}

	@Test
	void reconnectsAtOnceWhenAsked() {
		FakeExchange exchange = this.world.open().body("id: 5\ndata: a\n\n");

		this.connection.reconnect();

		assertThat(exchange.isCancelled()).isTrue();
		assertThat(this.world.transport.count()).isEqualTo(2);
		assertThat(this.world.sentId()).isEqualTo("5");
		assertThat(this.world.observer.lostReasons()).containsExactly("restart");
		assertThat(this.world.observer.rotations).containsExactly(true);
	}

	@Test
	void endsAWaitWhenAskedToReconnect() {
		this.world.open().error(new IOException());

		this.connection.reconnect();

		assertThat(this.world.kind()).isEqualTo(Kind.CONNECTING);
		assertThat(this.world.transport.live()).isOne();
		this.world.timer.advance(Duration.ofSeconds(3));
		assertThat(this.world.transport.count()).isEqualTo(2);
	}

	@Test
	void failsWhenTold() {
		this.world.open();

		this.connection.fail("listener", "The listener said stop");

		assertThat(this.world.kind()).isEqualTo(Kind.FAILED);
		assertThat(this.connection.state().lastError()).isEqualTo("The listener said stop");
		assertThat(this.world.observer.closed).containsExactly(new EventSourceClosedEvent("orders", "listener", true));
		assertThat(this.world.transport.live()).isZero();
	}

	@ParameterizedTest
	@ValueSource(strings = { "stop", "pause", "reconnect", "fail" })
	void deliversNothingMoreWhenLeftFromWithinAnEvent(String command) {
		this.world.receiver.onEvent = (event) -> call(command);

		FakeExchange exchange = this.world.open().body("id: 1\ndata: a\n\nid: 2\ndata: b\n\n");

		assertThat(this.world.receiver.data()).containsExactly("a");
		assertThat(exchange.isCancelled()).isTrue();
		assertThat(this.connection.lastEventId()).isEqualTo("1");
	}

	@Test
	void opensNothingWhenClosedFromWithinOpened() {
		this.world.observer.onOpened = () -> this.connection.stop("closed");

		this.world.open().body("data: a\n\n");

		assertThat(this.world.kind()).isEqualTo(Kind.CLOSED);
		assertThat(this.world.receiver.events).isEmpty();
		assertThat(this.world.transport.live()).isZero();
	}

	@Test
	void copiesABufferThatComesWhileSomethingRuns() {
		this.world.receiver.onEvent = (event) -> {
			if (event.data().equals("a")) {
				this.world.transport.last().body("data: b\n\n");
				this.world.transport.last().body("data: c\n\n");
			}
		};

		this.world.open().body("data: a\n\ndata: a2\n\n");

		assertThat(this.world.receiver.data()).containsExactly("a", "a2", "b", "c");
	}

	@Test
	void deliversNothingMoreWhenStoppedByAnotherThread() {
		this.world.receiver.onEvent = (event) -> CompletableFuture.runAsync(() -> this.connection.stop("stopped"))
			.join();

		this.world.open().body("data: a\n\ndata: b\n\n");

		assertThat(this.world.receiver.data()).containsExactly("a");
		assertThat(this.world.kind()).isEqualTo(Kind.CLOSED);
	}

	@Test
	void finishesTheBufferWhenPausedByAnotherThread() {
		this.world.receiver.onEvent = (event) -> CompletableFuture.runAsync(this.connection::pause).join();

		this.world.open().body("id: 1\ndata: a\n\nid: 2\ndata: b\n\n");

		assertThat(this.world.receiver.data()).containsExactly("a", "b");
		assertThat(this.connection.lastEventId()).isEqualTo("2");
	}

	@Test
	void failsLoudlyWhenTheReceiverThrows() {
		this.world.receiver.onEvent = (event) -> {
			throw new IllegalStateException("full");
		};

		this.world.open().body("data: a\n\n");

		assertThat(this.world.kind()).isEqualTo(Kind.FAILED);
		assertThat(this.world.reason()).isEqualTo("internal-error");
	}

	@Test
	void bearsAnObserverThatThrows() {
		this.world.observer.onOpened = () -> {
			throw new IllegalStateException();
		};

		this.world.open().body("data: a\n\n");

		assertThat(this.world.receiver.data()).containsExactly("a");
	}

	@Test
	void tellsHowLongItWasOpen() {
		this.world.open();
		this.world.timer.advance(Duration.ofSeconds(9));

		this.connection.stop("stopped");

		assertThat(this.world.observer.ages).containsExactly(Duration.ofSeconds(9));
	}

	private void call(String command) {
		switch (command) {
			case "stop" -> this.connection.stop("closed");
			case "pause" -> this.connection.pause();
			case "reconnect" -> this.connection.reconnect();
			default -> this.connection.fail("listener", "said stop");
		}
	}

}
