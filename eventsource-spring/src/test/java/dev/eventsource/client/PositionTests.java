package dev.eventsource.client;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;

import dev.eventsource.CheckpointDamagedException;
import dev.eventsource.EventSourceState.Kind;
import dev.eventsource.checkpoint.Checkpoint;
import dev.eventsource.client.Cluster.Node;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a source does about its position when the store fails, holds something else, or is
 * told to.
 */
class PositionTests {

	private final Cluster cluster = new Cluster();

	private final Node a = this.cluster.node();

	private final Node b = this.cluster.node();

	@Test
	void itsOwnStoredClaimIsTakenUpWhenTheAnswerWasLost() {
		this.a.link.loseNextAnswer();
		this.a.start();
		assertThat(this.a.kind()).isEqualTo(Kind.WAITING);

		this.cluster.advance(2);

		assertThat(this.a.kind()).isEqualTo(Kind.CONNECTING);
		assertThat(this.cluster.store.stored().orElseThrow().lease().fence()).isEqualTo(2);
	}

	@Test
	void aStopAfterALostAnswerLeavesNoLease() {
		this.a.link.loseNextAnswer();
		this.a.start();
		this.a.stop();

		this.b.start();

		assertThat(this.b.kind()).isEqualTo(Kind.CONNECTING);
	}

	@Test
	void aPositionWhoseAnswerWasLostIsFollowedByTheNext() {
		this.a.open().receive(1, 2);
		this.a.link.loseNextAnswer();
		this.cluster.advance(2);
		this.a.receive(3, 4);

		this.cluster.advance(5);

		assertThat(this.cluster.store.lastEventId()).isEqualTo("4");
		assertThat(this.a.kind()).isEqualTo(Kind.OPEN);
	}

	@Test
	void waitsForAStoreThatIsDownAndSendsNothing() {
		this.a.link.cut();
		this.a.start();

		this.cluster.advance(20);
		assertThat(this.a.kind()).isEqualTo(Kind.WAITING);
		assertThat(this.a.reason()).isEqualTo("store-unavailable");
		assertThat(this.a.source.state().attempts()).isBetween(3, 6);
		assertThat(this.a.source.state().nextAttempt()).isAfter(this.a.timer.instant());
		assertThat(this.a.source.state().lastError()).contains("IllegalStateException");
		assertThat(this.a.transport.count()).isZero();
		this.a.link.mend();
		this.cluster.advance(16);

		assertThat(this.a.kind()).isEqualTo(Kind.CONNECTING);
	}

	@Test
	void showsThatThePositionIsBeingRead() {
		this.a.source.start();

		assertThat(this.a.kind()).isEqualTo(Kind.CONNECTING);
		assertThat(this.a.reason()).isEqualTo("reading-position");
	}

	@Test
	void aPositionOfAnotherStreamIsNotUsedAndNotTouched() {
		Checkpoint foreign = new Checkpoint("orders", 3, "77", "http://other/stream", null, Instant.EPOCH);
		this.cluster.store.put(foreign);
		CompletableFuture<Void> started = this.a.source.beginStart().toCompletableFuture();
		this.cluster.run();

		assertThat(started).isCompletedExceptionally();
		assertThat(this.a.kind()).isEqualTo(Kind.FAILED);
		assertThat(this.a.reason()).isEqualTo("checkpoint-damaged");
		assertThat(this.a.source.state().lastError()).contains("http://other/stream", "http://localhost/",
				"checkpoint.key", "reset()");
		assertThat(this.cluster.store.stored()).contains(foreign);
	}

	@Test
	void resetLeadsOutOfAPositionOfAnotherStream() {
		this.cluster.store.put(new Checkpoint("orders", 3, "77", "http://other/stream", null, Instant.EPOCH));
		this.a.start();

		reset(this.a, "5");

		assertThat(this.a.sentId()).isEqualTo("5");
		assertThat(this.cluster.store.lastEventId()).isEqualTo("5");
	}

	@Test
	void aRequiredPositionMustBeThere() {
		Node strict = this.cluster.node("checkpoint.required", true);
		CompletableFuture<Void> started = strict.source.beginStart().toCompletableFuture();
		this.cluster.run();

		assertThat(started).failsWithin(Duration.ZERO)
			.withThrowableThat()
			.withCauseInstanceOf(CheckpointDamagedException.class)
			.withMessageContaining("checkpoint.required");
		assertThat(this.cluster.store.stored()).isEmpty();
	}

	@Test
	void beginsAtTheInitialIdAlthoughAnOwnerIsStored() {
		Node initial = this.cluster.node("lastEventId.initial", "40");
		initial.start().stop();

		initial.start();

		assertThat(initial.sentId()).isEqualTo("40");
		assertThat(this.cluster.store.lastEventId()).isNull();
	}

	@Test
	void resetOfTheOwnerMovesThePositionAndKeepsTheStream() {
		this.a.open().receive(1, 9);
		this.b.start();
		this.cluster.advance(2);

		reset(this.a, "4");
		this.cluster.advance(3);

		assertThat(this.a.sentId()).isEqualTo("4");
		assertThat(this.cluster.store.lastEventId()).isEqualTo("4");
		assertThat(this.b.kind()).isEqualTo(Kind.STANDBY);
	}

	@Test
	void resetOfAnotherThanTheOwnerFailsAndNamesIt() {
		this.a.open().receive(1, 9);
		this.b.start();
		this.cluster.advance(2);

		CompletableFuture<Void> moved = reset(this.b, "4");

		assertThat(moved).failsWithin(Duration.ZERO)
			.withThrowableThat()
			.withMessageContaining(this.cluster.store.stored().orElseThrow().lease().owner());
		assertThat(this.cluster.store.lastEventId()).isEqualTo("9");
		assertThat(this.b.kind()).isEqualTo(Kind.STANDBY);
	}

	@Test
	void resetOfAStoppedSourceTakesNoStream() {
		this.a.open().receive(1, 9);
		this.a.stop();

		CompletableFuture<Void> moved = reset(this.a, "4");
		this.b.start();

		assertThat(moved).isCompleted();
		assertThat(this.b.sentId()).isEqualTo("4");
	}

	private CompletableFuture<Void> reset(Node node, String id) {
		CompletableFuture<Void> moved = node.source.beginReset(id).toCompletableFuture();
		this.cluster.run();
		return moved;
	}

	@Test
	void letsGoOfTheStoreWhenItStops() {
		this.a.open();

		this.a.stop();

		assertThat(this.a.link.releases()).isEqualTo(1);
	}

	@Test
	void aHangingStoreDoesNotHoldAStopForEver() {
		this.a.open().receive(1, 3);
		this.cluster.advance(2);
		this.a.link.cut();
		CompletableFuture<Void> stopped = this.a.source.beginStop().toCompletableFuture();

		this.cluster.run().advance(25);

		assertThat(stopped).isCompleted();
	}

}
