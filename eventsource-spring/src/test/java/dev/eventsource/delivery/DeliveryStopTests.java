package dev.eventsource.delivery;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a stop waits for, and what it does not wait for.
 */
class DeliveryStopTests {

	private final DeliveryRig rig = new DeliveryRig();

	private final TestHandler handler = new TestHandler("h");

	@Test
	void stopFromInsideAHandlerCompletesAfterIt() {
		List<CompletionStage<Void>> stops = new ArrayList<>();
		this.handler.does((event) -> {
			stops.add(this.rig.delivery.stop());
			assertThat(stops.get(0)).isNotCompleted();
			return null;
		});

		this.rig.start(this.handler).receive(1, 2);

		assertThat(stops).singleElement().satisfies((stop) -> assertThat(stop).isCompleted());
		assertThat(this.handler.seen).containsExactly("1");
		assertThat(this.rig.store.saved()).containsExactly("1");
	}

	@Test
	void stopLeavesAnEventWithoutItsSecondHandlerUnhandled() {
		TestHandler second = new TestHandler("second").order(1);
		this.handler.does((event) -> {
			this.rig.delivery.stop();
			return null;
		});

		this.rig.start(this.handler, second).receive(1, 1);

		assertThat(second.seen).isEmpty();
		assertThat(this.rig.store.saved()).isEmpty();
		assertThat(this.rig.delivery.counts().discarded()).isEqualTo(1);
	}

	@Test
	void stopEndsTheWaitForARetry() {
		this.rig.start(this.handler.fails(new IOException())).receive(1, 1);

		CompletionStage<Void> stopped = this.rig.delivery.stop();
		this.rig.run();

		assertThat(stopped).isCompleted();
		assertThat(this.rig.timer.scheduled()).isZero();
		assertThat(this.handler.seen).hasSize(1);
	}

	@Test
	void stopWaitsForAStage() {
		CompletableFuture<Void> stage = new CompletableFuture<>();
		this.rig.start(this.handler.does((event) -> stage)).receive(1, 1);
		CompletionStage<Void> stopped = this.rig.delivery.stop();
		this.rig.run();
		assertThat(stopped).isNotCompleted();

		stage.complete(null);
		this.rig.run();

		assertThat(stopped).isCompleted();
		assertThat(this.rig.store.saved()).containsExactly("1");
	}

	@Test
	void interruptEndsTheWaitForAStage() {
		CompletableFuture<Void> stage = new CompletableFuture<>();
		this.rig.start(this.handler.does((event) -> stage)).receive(1, 1);
		CompletionStage<Void> stopped = this.rig.delivery.stop();

		this.rig.delivery.interrupt();
		this.rig.run();

		assertThat(stopped).isCompleted();
		assertThat(stage).isCancelled();
		assertThat(this.rig.store.saved()).isEmpty();
	}

	@Test
	void interruptEndsTheWaitForTheStore() {
		this.rig.store.goDown();
		this.rig.start(this.handler).receive(1, 1);
		CompletionStage<Void> stopped = this.rig.delivery.stop();
		this.rig.run();
		assertThat(stopped).isNotCompleted();

		this.rig.delivery.interrupt();
		this.rig.run();

		assertThat(stopped).isCompleted();
		assertThat(this.rig.timer.scheduled()).isZero();
	}

	@Test
	void stopWaitsForTheStore() {
		this.rig.store.goDown();
		this.rig.start(this.handler).receive(1, 1);
		CompletionStage<Void> stopped = this.rig.delivery.stop();
		this.rig.run();
		this.rig.store.comeUp();

		this.rig.advance(Duration.ofSeconds(1));

		assertThat(stopped).isCompleted();
		assertThat(this.rig.store.saved()).containsExactly("1");
	}

}
