package dev.eventsource.delivery;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Events that have been handled before.
 */
class DeliveryDeduplicationTests {

	private static final Duration SECOND = Duration.ofSeconds(1);

	private DeliveryRig rig = new DeliveryRig("delivery.deduplicate.window", 100);

	private final TestHandler handler = new TestHandler("h");

	private void receive(String data, String id) {
		byte[] bytes = data.getBytes(StandardCharsets.UTF_8);
		this.rig.delivery.event("message", id, bytes, 0, bytes.length);
		this.rig.delivery.flush();
		this.rig.run();
	}

	@Test
	void passesOverAnEventThatWasHandled() {
		this.rig.start(this.handler).receive(1, 3).receive(2, 4).advance(SECOND);

		assertThat(this.handler.seen).containsExactly("1", "2", "3", "4");
		assertThat(this.rig.delivery.counts().handled()).isEqualTo(4);
		assertThat(this.rig.delivery.counts().duplicates()).isEqualTo(2);
		assertThat(this.rig.observer.notes).contains("skipped duplicate 2", "skipped duplicate 3");
	}

	@Test
	void movesThePositionOverADuplicate() {
		this.rig.start(this.handler).receive(1, 1).receive(9, 9).receive(1, 1).advance(SECOND);

		assertThat(this.rig.store.lastEventId()).isEqualTo("1");
	}

	@Test
	void doesSoAfterAStop() {
		this.rig.start(this.handler).receive(1, 2);
		this.rig.delivery.stop();
		this.rig.run();

		this.rig.start().receive(2, 3);

		assertThat(this.handler.seen).containsExactly("1", "2", "3");
	}

	@Test
	void takesAnEventAgainThatWasNotHandled() {
		this.rig.start(this.handler.fails(new IOException("down"))).receive(1, 1);
		this.rig.delivery.stop();
		this.rig.run();

		this.handler.does((event) -> null);
		this.rig.start().receive(1, 1).advance(SECOND);

		assertThat(this.handler.seen).containsExactly("1", "1");
		assertThat(this.rig.delivery.counts().handled()).isEqualTo(1);
	}

	@Test
	void takesAnEventAgainThatBecameADeadLetter() {
		this.rig.start(this.handler.fails(new AssertionError())).receive(1, 1).receive(1, 1);

		assertThat(this.handler.seen).containsExactly("1", "1");
		assertThat(this.rig.delivery.counts().duplicates()).isZero();
	}

	@Test
	void takesAnEventAgainThatWasNotAcknowledged() {
		this.rig.start(this.handler.acknowledging()).receive(1, 1).receive(1, 1);
		assertThat(this.handler.seen).containsExactly("1", "1");

		this.handler.acknowledgments.forEach((acknowledgment) -> acknowledgment.acknowledge());
		this.rig.run().receive(1, 1);

		assertThat(this.handler.seen).hasSize(2);
	}

	@Test
	void anEventWithoutAnIdOfItsOwnIsNeverADuplicate() {
		String id = new String("1");
		this.rig.start(this.handler);

		receive("a", id);
		receive("a", id);
		receive("a", "");
		receive("a", "");

		assertThat(this.handler.seen).containsExactly("1", "1", "", "");
	}

	@Test
	void anEventThatCarriesTheStoredIdIsNoDuplicate() {
		this.rig.start(this.handler).receive(1, 1);
		this.rig.delivery.stop();
		this.rig.run();

		String seed = this.rig.position();
		this.rig.start();
		receive("a", seed);

		assertThat(this.handler.seen).containsExactly("1", "1");
	}

	@Test
	void forgetsWhatIsOutsideTheWindow() {
		this.rig = new DeliveryRig("delivery.deduplicate.window", 2);

		this.rig.start(this.handler).receive(1, 3).receive(3, 3).receive(1, 1);

		assertThat(this.handler.seen).containsExactly("1", "2", "3", "1");
	}

	@Test
	void goesByWhatAnExpressionSays() {
		this.rig = new DeliveryRig("delivery.deduplicate.window", 9, "delivery.deduplicate.by", "event.data");
		this.rig.start(this.handler);

		receive("a", "1");
		receive("b", "1");
		receive("a", "2");

		assertThat(this.handler.seen).containsExactly("1", "1");
	}

	@Test
	void anEventThatTheExpressionDoesNotWorkOnIsNoDuplicate() {
		this.rig = new DeliveryRig("delivery.deduplicate.window", 9, "delivery.deduplicate.by", "event.data.charAt(5)");
		this.rig.start(this.handler);

		receive("a", "1");
		receive("a", "2");

		assertThat(this.handler.seen).containsExactly("1", "2");
	}

	@Test
	void waitsUntilItKnowsWhetherTheOtherOneIsHandled() {
		this.rig = new DeliveryRig("delivery.deduplicate.window", 9, "delivery.concurrency", 2);
		CompletableFuture<Void> running = new CompletableFuture<>();
		this.rig.start(this.handler.does((event) -> running)).receive(1, 1).receive(1, 2);
		assertThat(this.handler.seen).containsExactly("1");

		running.complete(null);
		this.rig.run();

		assertThat(this.handler.seen).containsExactly("1", "2");
		assertThat(this.rig.delivery.counts().duplicates()).isEqualTo(1);
	}

}
