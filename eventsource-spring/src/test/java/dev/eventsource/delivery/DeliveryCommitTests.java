package dev.eventsource.delivery;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * When the position is stored.
 */
class DeliveryCommitTests {

	private static final Duration SECOND = Duration.ofSeconds(1);

	private final DeliveryRig rig = new DeliveryRig();

	private final TestHandler handler = new TestHandler("h");

	@Test
	void commitsAfterTheInterval() {
		this.rig.start(this.handler).receive(1, 3).advance(Duration.ofMillis(999));
		assertThat(this.rig.store.saved()).isEmpty();

		this.rig.advance(Duration.ofMillis(1));

		assertThat(this.rig.store.saved()).containsExactly("3");
	}

	@Test
	void commitsAfterTheCount() {
		this.rig.start(this.handler).receive(1, 99);
		assertThat(this.rig.store.saved()).isEmpty();

		this.rig.receive(100, 100);

		assertThat(this.rig.store.saved()).containsExactly("100");
	}

	@Test
	void writesOnlyTheNewestWhileOneIsUnderWay() {
		this.rig.start(this.handler).receive(1, 1000).advance(SECOND);

		assertThat(this.rig.store.saved()).hasSizeLessThanOrEqualTo(10).endsWith("1000");
	}

	@Test
	void writesNothingWhenTheIdHasNotChanged() {
		this.rig.start(this.handler).receive(1, 1).advance(SECOND);
		this.rig.take("message", 1);
		this.rig.delivery.flush();

		this.rig.run().advance(SECOND);

		assertThat(this.rig.store.saved()).containsExactly("1");
	}

	@Test
	void movesThePositionInOrder() {
		this.rig.start(this.handler).receive(1, 1);
		this.rig.delivery.position("p");
		this.rig.delivery.skipped("too-large", "s");
		this.rig.delivery.flush();

		this.rig.run().advance(SECOND);

		assertThat(this.rig.store.saved()).containsExactly("s");
		assertThat(this.rig.delivery.keeper().committedId()).isEqualTo("s");
		assertThat(this.rig.observer.notes).contains("skipped too-large s");
	}

	@Test
	void storesThatTheServerTookThePositionBack() {
		this.rig.start(this.handler).receive(1, 1).advance(SECOND);
		this.rig.delivery.position("");
		this.rig.delivery.flush();

		this.rig.run().advance(SECOND);

		assertThat(this.rig.store.saved()).containsExactly("1", "");
	}

	@Test
	void handlesOnWhileTheStoreIsDown() {
		this.rig.store.goDown();

		this.rig.start(this.handler).receive(1, 500).advance(SECOND);

		assertThat(this.handler.seen).hasSize(500);
		assertThat(this.rig.delivery.storeLag().failingSince()).isNotNull();
		assertThat(this.rig.observer.notes).contains("commit failed");
	}

	@Test
	void commitsTheNewestWhenTheStoreIsBack() {
		this.rig.store.goDown();
		this.rig.start(this.handler).receive(1, 500).advance(Duration.ofMinutes(2));
		this.rig.store.comeUp();

		this.rig.advance(Duration.ofMinutes(1));

		assertThat(this.rig.store.saved()).containsExactly("500");
		assertThat(this.rig.delivery.storeLag().failingSince()).isNull();
	}

	@Test
	void holdsDispatchAtTheBoundOfAnOutage() {
		DeliveryRig bounded = new DeliveryRig("checkpoint.maxUncommitted", 50);
		bounded.store.goDown();
		bounded.start(this.handler).receive(1, 100).advance(Duration.ofMinutes(1));
		assertThat(this.handler.seen).hasSize(50);
		bounded.store.comeUp();

		bounded.advance(Duration.ofMinutes(1));

		assertThat(this.handler.seen).hasSize(100);
		assertThat(bounded.store.lastEventId()).isEqualTo("100");
	}

	@Test
	void commitsAtTheBoundWhenNothingElseIsDue() {
		DeliveryRig bounded = new DeliveryRig("checkpoint.maxUncommitted", 2, "checkpoint.events", 0,
				"checkpoint.interval", Duration.ZERO);

		bounded.start(this.handler).receive(1, 5);

		assertThat(bounded.store.saved()).containsExactly("2", "4");
		assertThat(this.handler.seen).hasSize(5);
	}

	@Test
	void asksADownStoreLessAndLess() {
		this.rig.store.goDown();

		this.rig.start(this.handler).receive(1, 1).advance(Duration.ofMinutes(10));

		assertThat(this.rig.observer.notes.stream().filter("commit failed"::equals)).hasSizeBetween(15, 30);
	}

	@Test
	void schedulesNothingWhileNothingHappens() {
		this.rig.start(this.handler).receive(1, 1).advance(Duration.ofMinutes(10));

		assertThat(this.rig.timer.scheduled()).isZero();
		this.rig.delivery.tick();
		assertThat(this.rig.executor.waiting()).isZero();
	}

}
