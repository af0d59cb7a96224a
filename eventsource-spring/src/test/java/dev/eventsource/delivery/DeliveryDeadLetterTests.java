package dev.eventsource.delivery;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import dev.eventsource.FailedEvent;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Dead letters and their publisher.
 */
class DeliveryDeadLetterTests {

	private final List<FailedEvent> published = new ArrayList<>();

	private final TestHandler handler = new TestHandler("h").fails(new AssertionError());

	private boolean down;

	private final DeliveryRig rig = new DeliveryRig(this::publish);

	private void publish(FailedEvent deadLetter) throws Exception {
		if (this.down) {
			throw new IllegalStateException("sink is down");
		}
		this.published.add(deadLetter);
	}

	@Test
	void goesOnWhenThePublisherAccepted() {
		this.rig.start(this.handler).receive(1, 2).advance(Duration.ofSeconds(1));

		assertThat(this.published).hasSize(2);
		assertThat(this.rig.store.lastEventId()).isEqualTo("2");
		assertThat(this.rig.delivery.deadLetters().inMemory()).isEmpty();
	}

	@Test
	void waitsWhileThePublisherRefuses() {
		this.down = true;

		this.rig.start(this.handler).receive(1, 2).advance(Duration.ofHours(1));

		assertThat(this.handler.seen).containsExactly("1");
		assertThat(this.rig.store.saved()).isEmpty();
		assertThat(this.rig.delivery.deadLetters().isRefused()).isTrue();
		assertThat(this.rig.observer.notes).contains("refused h").doesNotContain("dead h 1");
	}

	@Test
	void goesOnWhenThePublisherIsBack() {
		this.down = true;
		this.rig.start(this.handler).receive(1, 2).advance(Duration.ofMinutes(1));
		this.down = false;

		this.rig.advance(Duration.ofMinutes(1)).advance(Duration.ofSeconds(1));

		assertThat(this.handler.seen).containsExactly("1", "2");
		assertThat(this.published).hasSize(2);
		assertThat(this.rig.delivery.deadLetters().isRefused()).isFalse();
		assertThat(this.rig.store.lastEventId()).isEqualTo("2");
	}

	@Test
	void stopsAlthoughThePublisherRefuses() {
		this.down = true;
		this.rig.start(this.handler).receive(1, 2).advance(Duration.ofMinutes(1));

		assertThat(this.rig.delivery.stop()).isNotCompleted();
		this.rig.run();

		assertThat(this.rig.delivery.stop()).isCompleted();
		assertThat(this.rig.timer.scheduled()).isZero();
		assertThat(this.rig.store.saved()).isEmpty();
	}

	@Test
	void keepsTheLastHundredInMemory() {
		DeliveryRig unpublished = new DeliveryRig();

		unpublished.start(this.handler).receive(1, 105);

		assertThat(unpublished.delivery.deadLetters().inMemory()).hasSize(100)
			.first()
			.satisfies((letter) -> assertThat(letter.event().lastEventId()).isEqualTo("6"));
	}

}
