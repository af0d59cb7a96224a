package dev.eventsource.client;

import java.time.Duration;

import dev.eventsource.EventSourceState.Kind;
import dev.eventsource.FailureAction;
import dev.eventsource.client.Cluster.Node;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Several instances and one store: who reads the stream, and from where.
 */
class OwnershipTests {

	private final Cluster cluster = new Cluster();

	private final Node a = this.cluster.node();

	private final Node b = this.cluster.node();

	@Test
	void oneReadsAndTheOtherStandsBy() {
		this.a.open();
		this.b.start();

		assertThat(this.a.kind()).isEqualTo(Kind.OPEN);
		assertThat(this.a.owner()).isEqualTo("owner");
		assertThat(this.b.kind()).isEqualTo(Kind.STANDBY);
		assertThat(this.b.reason()).isEqualTo("standby");
		assertThat(this.b.owner()).isEqualTo("standby");
		assertThat(this.b.transport.count()).isZero();
	}

	@Test
	void theOwnerStaysTheOwnerAsLongAsItRenews() {
		this.a.open();
		this.b.start();

		this.cluster.advance(200);

		assertThat(this.a.transport.live()).isEqualTo(1);
		assertThat(this.b.transport.count()).isZero();
		assertThat(this.cluster.store.stored().orElseThrow().lease().fence()).isEqualTo(1);
	}

	@Test
	void theOtherTakesOverWithinTwoSecondsOfAStop() {
		this.a.open().receive(1, 3);
		this.b.start();

		this.a.stop();
		this.cluster.advance(2);

		assertThat(this.b.kind()).isEqualTo(Kind.CONNECTING);
		assertThat(this.b.sentId()).isEqualTo("3");
		assertThat(this.b.owner()).isEqualTo("owner");
	}

	@Test
	void closingHandsOverToo() {
		this.a.open().receive(1, 3);
		this.b.start();

		this.a.source.beginClose();
		this.cluster.run().advance(2);

		assertThat(this.b.sentId()).isEqualTo("3");
	}

	@Test
	void listenersThatTakeAllThreadsDoNotCostTheLease() {
		this.a.open().receive(1, 3);
		this.b.start();
		this.a.arrive(4, 4);
		this.a.occupy();

		this.cluster.advance(120);
		assertThat(this.a.kind()).isEqualTo(Kind.OPEN);
		assertThat(this.b.transport.count()).isZero();
		this.a.vacate();
		this.cluster.run().advance(2);

		assertThat(this.cluster.store.lastEventId()).isEqualTo("4");
	}

	@Test
	void theOtherTakesOverWhenTheLeaseOfADeadOwnerEnds() {
		this.a.open().receive(1, 3);
		this.b.start();
		this.cluster.advance(2);
		this.a.freeze();

		this.cluster.advance(19);
		assertThat(this.b.transport.count()).isZero();
		this.cluster.advance(15);

		assertThat(this.b.sentId()).isEqualTo("3");
	}

	@Test
	void aFormerOwnerThatWakesUpStoresNothingAndStandsBy() {
		this.a.open().receive(1, 3);
		this.b.start();
		this.cluster.advance(2);
		this.a.arrive(4, 5);
		this.a.freeze();
		this.cluster.advance(35);
		this.b.answer();
		this.b.receive(4, 6);

		this.a.thaw();
		this.cluster.advance(5);

		assertThat(this.cluster.handled).containsExactly("1", "2", "3", "4", "5", "6");
		assertThat(this.cluster.store.lastEventId()).isEqualTo("6");
		assertThat(this.a.kind()).isEqualTo(Kind.STANDBY);
		assertThat(this.a.transport.live()).isZero();
	}

	@Test
	void anOwnerWithoutItsStoreStopsWhenItsLeaseEnds() {
		this.a.open().receive(1, 3);
		this.cluster.advance(2);
		this.a.link.cut();

		this.cluster.advance(29);
		this.a.receive(4, 4);

		assertThat(this.cluster.handled).containsExactly("1", "2", "3");
		this.cluster.advance(2);
		assertThat(this.a.kind()).isNotEqualTo(Kind.OPEN);
		assertThat(this.a.transport.live()).isZero();
	}

	@Test
	void handlesOnWhileTheStoreIsAwayForLessThanTheLease() {
		this.a.open().receive(1, 3);
		this.cluster.advance(2);
		this.a.link.cut();
		this.a.receive(4, 6);
		this.cluster.advance(18);
		this.a.link.mend();

		this.cluster.advance(20);

		assertThat(this.a.kind()).isEqualTo(Kind.OPEN);
		assertThat(this.cluster.handled).hasSize(6);
		assertThat(this.cluster.store.lastEventId()).isEqualTo("6");
	}

	@Test
	void theNextTermBeginsAtThePositionOfTheOther() {
		this.a.open().receive(1, 3);
		this.b.start();
		this.a.stop();
		this.cluster.advance(2);
		this.b.answer();
		this.b.receive(4, 9);
		this.a.start();
		this.b.stop();

		this.cluster.advance(2);

		assertThat(this.a.sentId()).isEqualTo("9");
	}

	@ParameterizedTest
	@ValueSource(ints = { -7200, 7200 })
	void clocksOfInstancesDoNotMatter(int skew) {
		this.a.open().receive(1, 3);
		this.b.timer.jump(Duration.ofSeconds(Math.abs(skew)));
		this.cluster.store.skew(Duration.ZERO);
		this.b.start();

		this.cluster.advance(60);

		assertThat(this.b.kind()).isEqualTo(Kind.STANDBY);
		assertThat(this.a.kind()).isEqualTo(Kind.OPEN);
	}

	@Test
	void anIdleOwnerRenewsThreeTimesALease() {
		this.a.open();
		int calls = this.a.link.calls();

		this.cluster.advance(60);

		assertThat(this.a.link.calls() - calls).isBetween(8, 12);
	}

	@Test
	void aPausedOwnerKeepsTheStream() {
		this.a.open();
		this.b.start();
		this.a.source.pause();

		this.cluster.advance(120);

		assertThat(this.a.kind()).isEqualTo(Kind.PAUSED);
		assertThat(this.b.kind()).isEqualTo(Kind.STANDBY);
	}

	@Test
	void aPausedStandbyTakesNothing() {
		this.a.open();
		this.b.start();
		this.b.source.pause();
		this.a.stop();

		this.cluster.advance(60);
		assertThat(this.b.kind()).isEqualTo(Kind.PAUSED);
		assertThat(this.b.transport.count()).isZero();
		this.b.source.resume();
		this.cluster.run();

		assertThat(this.b.kind()).isEqualTo(Kind.CONNECTING);
	}

	@Test
	void aPausedOwnerThatLosesTheStreamStaysPaused() {
		this.a.open();
		this.a.source.pause();
		this.a.freeze();
		this.cluster.advance(35);
		this.a.thaw();

		this.cluster.advance(10);

		assertThat(this.a.kind()).isEqualTo(Kind.PAUSED);
		assertThat(this.cluster.store.stored().orElseThrow().lease().fence()).isEqualTo(1);
		this.a.source.resume();
		this.cluster.run();
		assertThat(this.a.kind()).isEqualTo(Kind.CONNECTING);
	}

	@Test
	void aStopBeforeTheAnswerConnectsNothingAndLeavesNoLease() {
		this.a.source.start();
		this.a.source.beginStop();
		this.cluster.run();

		assertThat(this.a.kind()).isEqualTo(Kind.CLOSED);
		assertThat(this.a.transport.count()).isZero();
		this.b.start();
		assertThat(this.b.kind()).isEqualTo(Kind.CONNECTING);
	}

	@Test
	void nobodyOwnsAStreamWithoutAListener() {
		Node deaf = this.cluster.node();
		ManagedEventSource lonely = deaf.registry.add("lonely", deaf.source.spec());

		lonely.start();
		this.cluster.run();

		assertThat(lonely.state().reason()).isEqualTo("no-listener");
		assertThat(this.cluster.store.stored()).isEmpty();
	}

	@Test
	void oneThatHasGivenUpHandsOver() {
		this.a.start();
		this.b.start();
		this.a.transport.last().head(404);

		this.cluster.advance(4);

		assertThat(this.a.kind()).isEqualTo(Kind.FAILED);
		assertThat(this.b.kind()).isEqualTo(Kind.CONNECTING);
	}

	@Test
	void aPoisonEventThatStopsOneIsTriedByTheOther() {
		Node strict = this.cluster.node("delivery.onFailure", FailureAction.STOP, "delivery.retry.maxRetries", 0);
		strict.source.addEventListener("message", (event) -> {
			throw new IllegalArgumentException("poison");
		});
		strict.open();
		this.b.start();
		strict.receive(1, 3);

		this.cluster.advance(4);

		assertThat(strict.kind()).isEqualTo(Kind.FAILED);
		assertThat(this.b.kind()).isEqualTo(Kind.CONNECTING);
		assertThat(this.b.sentId()).isEmpty();
	}

	@Test
	void oneThatHasGivenUpAndIsOustedDoesNotComeBack() {
		this.a.start();
		this.a.transport.last().head(404);
		this.a.freeze();
		this.cluster.advance(35);
		this.b.start();
		this.a.thaw();

		this.cluster.advance(5);

		assertThat(this.a.kind()).isEqualTo(Kind.FAILED);
		assertThat(this.b.kind()).isEqualTo(Kind.CONNECTING);
	}

	@Test
	void askingForAReconnectAsksTheStoreAtOnce() {
		this.a.link.cut();
		this.a.start();
		this.a.link.mend();

		this.a.source.reconnect();
		this.cluster.run();

		assertThat(this.a.kind()).isEqualTo(Kind.CONNECTING);
	}

	@Test
	void anInstanceThatHasGivenUpTakesNothingBack() {
		this.a.start();
		this.a.transport.last().head(404);
		this.cluster.advance(60);

		assertThat(this.a.kind()).isEqualTo(Kind.FAILED);
		assertThat(this.a.transport.count()).isEqualTo(1);
	}

}
