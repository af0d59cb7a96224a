package dev.eventsource.delivery;

import java.time.Duration;

import dev.eventsource.Acknowledgment;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The position follows the end of what is handled without a hole.
 */
class DeliveryAcknowledgmentTests {

	private static final Duration SECOND = Duration.ofSeconds(1);

	private final DeliveryRig rig = new DeliveryRig();

	private final TestHandler handler = new TestHandler("h").acknowledging();

	private Acknowledgment acknowledgment(int event) {
		return this.handler.acknowledgments.get(event - 1);
	}

	@Test
	void dispatchesOnWithoutAnAcknowledgment() {
		this.rig.start(this.handler).receive(1, 3).advance(SECOND);

		assertThat(this.handler.seen).containsExactly("1", "2", "3");
		assertThat(this.rig.store.saved()).isEmpty();
		assertThat(this.rig.delivery.unacknowledged()).isEqualTo(3);
	}

	@Test
	void movesOnlyBehindTheContiguousPrefix() {
		this.rig.start(this.handler).receive(1, 3);

		acknowledgment(1).acknowledge();
		acknowledgment(3).acknowledge();
		this.rig.run().advance(SECOND);

		assertThat(this.rig.store.saved()).containsExactly("1");

		acknowledgment(2).acknowledge();
		this.rig.run().advance(SECOND);

		assertThat(this.rig.store.saved()).containsExactly("1", "3");
		assertThat(this.rig.delivery.unacknowledged()).isZero();
	}

	@Test
	void countsAnAcknowledgmentOnce() {
		TestHandler second = new TestHandler("second").acknowledging();
		this.rig.start(this.handler, second).receive(1, 1);

		acknowledgment(1).acknowledge();
		acknowledgment(1).acknowledge();
		this.rig.run().advance(SECOND);

		assertThat(this.rig.store.saved()).isEmpty();
	}

	@Test
	void takesAnAcknowledgmentFromInsideTheHandler() {
		this.handler.does((event) -> {
			acknowledgment(Integer.parseInt(event.lastEventId())).acknowledge();
			return null;
		});

		this.rig.start(this.handler).receive(1, 2).advance(SECOND);

		assertThat(this.rig.store.saved()).containsExactly("2");
	}

	@Test
	void needsNoAcknowledgmentOfADeadLetter() {
		this.rig.start(this.handler.fails(new AssertionError())).receive(1, 1).advance(SECOND);

		assertThat(this.rig.store.saved()).containsExactly("1");
	}

	@Test
	void ignoresAnAcknowledgmentOfAnEarlierRun() {
		this.rig.start(this.handler).receive(1, 1);
		this.rig.delivery.stop();
		this.rig.run();
		this.rig.start().receive(1, 1);

		acknowledgment(1).acknowledge();
		this.rig.run().advance(SECOND);

		assertThat(this.rig.store.saved()).isEmpty();
	}

	@Test
	void holdsDispatchAtTheBound() {
		DeliveryRig bounded = new DeliveryRig("checkpoint.maxUncommitted", 2);
		bounded.start(this.handler).receive(1, 4);
		assertThat(this.handler.seen).containsExactly("1", "2");

		acknowledgment(1).acknowledge();
		bounded.run();

		assertThat(this.handler.seen).containsExactly("1", "2", "3");
		assertThat(bounded.store.saved()).containsExactly("1");
	}

	@Test
	void keepsAMarkerBehindAnUnfinishedEvent() {
		this.rig.start(this.handler).receive(1, 1);
		this.rig.delivery.position("marker");
		this.rig.delivery.flush();
		this.rig.run().advance(SECOND);
		assertThat(this.rig.store.saved()).isEmpty();

		acknowledgment(1).acknowledge();
		this.rig.run().advance(SECOND);

		assertThat(this.rig.store.saved()).containsExactly("marker");
	}

	@Test
	void hasNoEffectForAHandlerThatDoesNotAcknowledge() {
		TestHandler plain = new TestHandler("plain");
		this.rig.start(plain, this.handler).receive(1, 1);

		plain.acknowledgments.get(0).acknowledge();
		this.rig.run().advance(SECOND);

		assertThat(this.rig.store.saved()).isEmpty();
	}

}
