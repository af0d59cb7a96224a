package dev.eventsource.delivery;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Start, pause, stop and close.
 */
class DeliveryLifecycleTests {

	private final DeliveryRig rig = new DeliveryRig();

	private final TestHandler handler = new TestHandler("h");

	@Test
	void takesNothingBeforeItIsStarted() {
		this.rig.delivery.add(this.handler);

		this.rig.receive(1, 2);

		assertThat(this.handler.seen).isEmpty();
		assertThat(this.rig.delivery.waiting()).isZero();
	}

	@Test
	void keepsEventsWhilePaused() {
		this.rig.start(this.handler);
		this.rig.delivery.pause();

		this.rig.receive(1, 3);
		assertThat(this.handler.seen).isEmpty();

		this.rig.delivery.resume();
		this.rig.run();
		assertThat(this.handler.seen).containsExactly("1", "2", "3");
	}

	@Test
	void makesNoRetryWhilePaused() {
		this.rig.start(this.handler.fails(new IOException())).receive(1, 1);
		this.rig.delivery.pause();

		this.rig.advance(Duration.ofHours(1));
		assertThat(this.handler.seen).hasSize(1);

		this.rig.delivery.resume();
		this.rig.run();
		assertThat(this.handler.seen).hasSize(2);
	}

	@Test
	void commitsAtPause() {
		this.rig.start(this.handler).receive(1, 3);
		assertThat(this.rig.store.saved()).isEmpty();

		this.rig.delivery.pause();
		this.rig.run();

		assertThat(this.rig.store.saved()).containsExactly("3");
	}

	@Test
	void pauseFromInsideAHandlerHoldsTheNextEvent() {
		this.handler.does((event) -> {
			this.rig.delivery.pause();
			return null;
		});

		this.rig.start(this.handler).receive(1, 3);

		assertThat(this.handler.seen).containsExactly("1");
		assertThat(this.rig.delivery.waiting()).isEqualTo(2);
	}

	@Test
	void dropsEventsAtStopAndCommitsWhatWasHandled() {
		this.rig.start(this.handler).receive(1, 3);
		this.rig.take("message", 4);
		this.rig.delivery.flush();

		CompletionStage<Void> stopped = this.rig.delivery.stop();
		this.rig.run();

		assertThat(stopped).isCompleted();
		assertThat(this.handler.seen).containsExactly("1", "2", "3");
		assertThat(this.rig.store.saved()).containsExactly("3");
		assertThat(this.rig.delivery.counts().discarded()).isEqualTo(1);
	}

	@Test
	void dropsEventsThatWereNotFlushedAtStop() {
		this.rig.start(this.handler).run();
		this.rig.take("message", 1);
		this.rig.delivery.stop();
		this.rig.run();

		this.rig.start().receive(2, 2);

		assertThat(this.handler.seen).containsExactly("2");
		assertThat(this.rig.delivery.waiting()).isZero();
	}

	@Test
	void runsSignalsOfDroppedEvents() {
		List<String> signals = new ArrayList<>();
		this.rig.start(this.handler).run();
		this.rig.take("message", 1);
		this.rig.delivery.signal(() -> signals.add("lost"));

		this.rig.delivery.stop();
		this.rig.run();

		assertThat(signals).containsExactly("lost");
		assertThat(this.handler.seen).isEmpty();
	}

	@Test
	void startsAgainAfterAStop() {
		for (int run = 1; run <= 100; run++) {
			this.rig.position();
			this.rig.start(run == 1 ? new EventHandler[] { this.handler } : new EventHandler[0]).receive(run, run);
			CompletionStage<Void> stopped = this.rig.delivery.stop();
			this.rig.run();
			assertThat(stopped).isCompleted();
		}

		assertThat(this.handler.seen).isEqualTo(DeliveryRig.ids(1, 100));
		assertThat(this.rig.store.lastEventId()).isEqualTo("100");
	}

	@Test
	void refusesToStartBeforeAStopIsComplete() {
		this.rig.start(this.handler.does((event) -> new CompletableFuture<>())).receive(1, 1);
		this.rig.delivery.stop();
		this.rig.run();

		assertThatIllegalStateException().isThrownBy(this.rig.delivery::start).withMessageContaining("stop");
	}

	@Test
	void closeFromInsideAHandlerLetsNothingFollow() {
		TestHandler second = new TestHandler("second").order(1);
		List<String> signals = new ArrayList<>();
		this.handler.does((event) -> {
			this.rig.delivery.signal(() -> signals.add("signal"));
			this.rig.delivery.close();
			return null;
		});

		this.rig.start(this.handler, second).receive(1, 2);

		assertThat(this.handler.seen).containsExactly("1");
		assertThat(second.seen).isEmpty();
		assertThat(signals).isEmpty();
		assertThat(this.rig.delivery.stop()).isCompleted();
	}

	@Test
	void doesNotStartAfterClose() {
		this.rig.delivery.close();
		this.rig.delivery.close();

		assertThatIllegalStateException().isThrownBy(this.rig.delivery::start);
	}

	@Test
	void closeCommitsWhatWasHandled() {
		this.rig.start(this.handler).receive(1, 2);

		this.rig.delivery.close();
		this.rig.run();

		assertThat(this.rig.store.saved()).containsExactly("2");
	}

	@Test
	void stopsWhenTheExecutorTakesNoMoreTasks() {
		this.rig.start(this.handler).receive(1, 1);
		this.rig.executor.shutDown();

		CompletionStage<Void> stopped = this.rig.delivery.stop();
		this.rig.delivery.interrupt();

		assertThat(stopped).isCompleted();
	}

	@Test
	void resetsThePositionWhenStopped() {
		this.rig.move("7");

		assertThat(this.rig.store.lastEventId()).isEqualTo("7");
		assertThat(this.rig.position()).isEqualTo("7");
	}

	@Test
	void beginsAtTheInitialIdWithoutAPosition() {
		DeliveryRig initial = new DeliveryRig("lastEventId.initial", "5");

		assertThat(initial.position()).isEqualTo("5");
	}

	@Test
	void prefersAnEmptyPositionToTheInitialId() {
		DeliveryRig initial = new DeliveryRig("lastEventId.initial", "5");

		initial.move("");

		assertThat(initial.position()).isEmpty();
	}

}
