package dev.eventsource.delivery;

import java.util.concurrent.RejectedExecutionException;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An executor that is full for a while.
 */
class DeliveryRefusalTests {

	private final TestHandler handler = new TestHandler("h");

	private boolean full;

	@Test
	void goesOnOnceAFullExecutorHasRoom() {
		DeliveryRig rig = new DeliveryRig((task) -> {
			if (this.full) {
				throw new RejectedExecutionException("full");
			}
			task.run();
		});
		rig.start(this.handler);
		this.full = true;
		rig.receive(1, 2);
		assertThat(this.handler.seen).isEmpty();

		this.full = false;
		rig.delivery.tick();

		assertThat(this.handler.seen).containsExactly("1", "2");
	}

}
