package dev.eventsource.delivery;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import dev.eventsource.BatchListenerFailedException;
import dev.eventsource.FailureAction;
import dev.eventsource.PayloadConversionException;
import dev.eventsource.Registration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Handlers that take several events at a time.
 */
class DeliveryBatchTests {

	private static final Duration SECOND = Duration.ofSeconds(1);

	private DeliveryRig rig = new DeliveryRig("delivery.batchSize", 3);

	private final List<String> calls = new ArrayList<>();

	private final TestBatchHandler batch = new TestBatchHandler("batch").does(this::note);

	private @Nullable CompletableFuture<?> note(List<String> ids) {
		this.calls.add("batch" + ids);
		return null;
	}

	private TestHandler single(String id) {
		return new TestHandler(id).does((event) -> {
			this.calls.add(id + event.lastEventId());
			return null;
		});
	}

	private void failsOnce(Exception failure) {
		this.batch.does((ids) -> {
			if (this.batch.seen.size() == 1) {
				throw failure;
			}
			return null;
		});
	}

	@Test
	void takesWhatIsThereUpToItsSize() {
		this.rig.start(this.batch).receive(1, 4).advance(SECOND);

		assertThat(this.batch.seen).containsExactly(List.of("1", "2", "3"), List.of("4"));
		assertThat(this.rig.store.saved()).containsExactly("4");
		assertThat(this.rig.delivery.counts().handled()).isEqualTo(4);
	}

	@Test
	void waitsForMoreAsLongAsItMay() {
		this.rig = new DeliveryRig("delivery.batchSize", 3, "delivery.batchWait", Duration.ofSeconds(5));
		this.rig.start(this.batch).receive(1, 1).advance(SECOND).receive(2, 2).advance(SECOND.multipliedBy(3));
		assertThat(this.batch.seen).isEmpty();

		this.rig.advance(SECOND);

		assertThat(this.batch.seen).containsExactly(List.of("1", "2"));
	}

	@Test
	void doesNotWaitOnceItIsFull() {
		this.rig = new DeliveryRig("delivery.batchSize", 3, "delivery.batchWait", Duration.ofHours(1));

		this.rig.start(this.batch).receive(1, 2).receive(3, 4);

		assertThat(this.batch.seen).containsExactly(List.of("1", "2", "3"));
	}

	@Test
	void waitsAnewForEachBatch() {
		this.rig = new DeliveryRig("delivery.batchSize", 3, "delivery.batchWait", Duration.ofSeconds(5));
		this.rig.start(this.batch).receive(1, 2).advance(SECOND.multipliedBy(4)).receive(3, 4);

		this.rig.advance(SECOND.multipliedBy(4));
		assertThat(this.batch.seen).hasSize(1);
		this.rig.advance(SECOND);

		assertThat(this.batch.seen).containsExactly(List.of("1", "2", "3"), List.of("4"));
	}

	@Test
	void doesNotWaitAtTheBound() {
		this.rig = new DeliveryRig("delivery.batchWait", Duration.ofHours(1), "checkpoint.maxUncommitted", 2);

		this.rig.start(this.batch).receive(1, 3);

		assertThat(this.batch.seen).first().isEqualTo(List.of("1", "2"));
	}

	@Test
	void keepsTheOrderOfHandlersForEachEvent() {
		this.rig.start(single("a").order(1), this.batch.order(2), single("c").order(3)).receive(1, 2);

		assertThat(this.calls).containsExactly("a1", "a2", "batch[1, 2]", "c1", "c2");
	}

	@Test
	void keepsTheOrderOfTheStreamWhereBatchesTakeDifferentTypes() {
		TestBatchHandler some = new TestBatchHandler("some").types("x").order(1);
		this.rig.start(some, this.batch.order(2));
		this.rig.take("x", 1);
		this.rig.take("y", 2);
		this.rig.take("x", 3);
		this.rig.delivery.flush();
		this.rig.run();

		assertThat(some.seen).containsExactly(List.of("1", "3"));
		assertThat(this.batch.seen).containsExactly(List.of("1", "2", "3"));
	}

	@Test
	void noEventOvertakesOneThatIsInABatch() {
		this.rig.start(this.batch.types("x").order(1), single("all").order(2));
		this.rig.take("x", 1);
		this.rig.take("y", 2);
		this.rig.delivery.flush();
		this.rig.run();

		assertThat(this.calls).containsExactly("batch[1]", "all1", "all2");
	}

	@Test
	void aSignalEndsTheBatchBeforeIt() {
		this.rig.start(this.batch);
		this.rig.take("message", 1);
		this.rig.delivery.signal(() -> this.calls.add("signal"));
		this.rig.receive(2, 2);

		assertThat(this.calls).containsExactly("batch[1]", "signal", "batch[2]");
	}

	@Test
	void triesTheWholeBatchAgain() {
		failsOnce(new IllegalStateException());

		this.rig.start(this.batch).receive(1, 3).advance(SECOND);

		assertThat(this.batch.seen).containsExactly(List.of("1", "2", "3"), List.of("1", "2", "3"));
		assertThat(this.rig.delivery.counts().handled()).isEqualTo(3);
	}

	@Test
	void setsEveryEventAsideWhenTheWholeBatchFailsForGood() {
		this.rig = new DeliveryRig("delivery.retry.maxRetries", 1);
		this.batch.does((ids) -> {
			throw new IllegalStateException();
		});

		this.rig.start(this.batch).receive(1, 2).advance(SECOND).advance(SECOND);

		assertThat(this.batch.seen).hasSize(2);
		assertThat(this.rig.delivery.deadLetters().inMemory()).extracting((letter) -> letter.event().lastEventId())
			.containsExactly("1", "2");
		assertThat(this.rig.delivery.deadLetters().inMemory()).allMatch((letter) -> letter.attempts() == 2);
		assertThat(this.rig.store.saved()).containsExactly("2");
	}

	@Test
	void triesTheNamedEventAloneAndTheRestAgain() {
		failsOnce(new BatchListenerFailedException(1, new IllegalStateException()));
		this.rig.start(this.batch).receive(1, 3);
		assertThat(this.batch.seen).hasSize(1);

		this.rig.advance(SECOND);

		assertThat(this.batch.seen).containsExactly(List.of("1", "2", "3"), List.of("2"), List.of("3"));
		assertThat(this.rig.delivery.counts().handled()).isEqualTo(3);
		assertThat(this.rig.delivery.counts().failedCalls()).isEqualTo(1);
	}

	@Test
	void storesThePositionInFrontOfTheNamedEvent() {
		this.batch.does((ids) -> {
			throw new BatchListenerFailedException(ids.indexOf("3"), new IOException("down"));
		});

		this.rig.start(this.batch).receive(1, 3).advance(SECOND);

		assertThat(this.rig.store.saved()).containsExactly("2");
	}

	@Test
	void setsTheNamedEventAsideAfterItsRetries() {
		this.batch.does((ids) -> {
			if (ids.contains("2")) {
				throw new BatchListenerFailedException(ids.indexOf("2"), null);
			}
			return null;
		});

		this.rig.start(this.batch).receive(1, 3).advance(SECOND.multipliedBy(10));

		assertThat(this.batch.seen).containsExactly(List.of("1", "2", "3"), List.of("2"), List.of("2"), List.of("2"),
				List.of("3"));
		assertThat(this.rig.observer.notes).contains("dead batch 4");
		assertThat(this.rig.delivery.counts().handled()).isEqualTo(2);
	}

	@Test
	void findsTheNamedEventInACompletion() {
		this.batch.does((ids) -> (ids.size() > 1)
				? CompletableFuture.failedFuture(new BatchListenerFailedException(0, new IOException("down"))) : null);

		this.rig.start(this.batch).receive(1, 2).advance(SECOND);

		assertThat(this.batch.seen).containsExactly(List.of("1", "2"), List.of("1"), List.of("2"));
	}

	@Test
	void takesAnIndexBeyondTheBatchForAFailureOfTheWhole() {
		failsOnce(new BatchListenerFailedException(3, null));

		this.rig.start(this.batch).receive(1, 3).advance(SECOND);

		assertThat(this.batch.seen).containsExactly(List.of("1", "2", "3"), List.of("1", "2", "3"));
	}

	@Test
	void anEventThatIsWrongFailsAloneAndAtOnce() {
		this.batch.takes((event) -> {
			if (event.lastEventId().equals("2")) {
				throw new PayloadConversionException("orders", "does not fit", null);
			}
			return event.lastEventId();
		});

		this.rig.start(this.batch).receive(1, 3);

		assertThat(this.batch.seen).containsExactly(List.of("1"), List.of("3"));
		assertThat(this.rig.observer.notes).contains("dead batch 1");
		assertThat(this.rig.delivery.counts().deadLettered()).isEqualTo(1);
	}

	@Test
	void countsFilteredEventsAsHandledAndNamesTheRightEvent() {
		this.batch.takes((event) -> event.lastEventId().equals("1") ? null : event.lastEventId());
		failsOnce(new BatchListenerFailedException(1, new IOException("down")));

		this.rig.start(this.batch).receive(1, 3).advance(SECOND);

		assertThat(this.batch.seen).containsExactly(List.of("2", "3"), List.of("3"));
		assertThat(this.rig.delivery.counts().handled()).isEqualTo(3);
	}

	@Test
	void acknowledgesAllEventsOfABatch() {
		this.rig.start(this.batch.acknowledging()).receive(1, 3).advance(SECOND);
		assertThat(this.rig.store.saved()).isEmpty();

		this.batch.acknowledgments.get(0).acknowledge();
		this.rig.run().advance(SECOND);

		assertThat(this.rig.store.saved()).containsExactly("3");
	}

	@Test
	void stopsInFrontOfTheNamedEvent() {
		this.rig = new DeliveryRig("delivery.onFailure", FailureAction.STOP);
		this.batch.does((ids) -> {
			throw new BatchListenerFailedException(1, new AssertionError());
		});

		this.rig.start(this.batch).receive(1, 3).advance(SECOND);

		assertThat(this.rig.observer.stops).singleElement()
			.satisfies((failed) -> assertThat(failed.event().lastEventId()).isEqualTo("2"));
		assertThat(this.rig.store.lastEventId()).isEqualTo("1");
	}

	@Test
	void goesOnWithoutAHandlerThatLeaves() {
		TestHandler other = new TestHandler("other");
		this.batch.does((ids) -> {
			throw new IOException("down");
		});
		Registration registration = this.rig.delivery.add(this.batch.order(-1));
		this.rig.start(other).receive(1, 2);
		assertThat(other.seen).isEmpty();

		registration.remove();
		this.rig.run();

		assertThat(other.seen).containsExactly("1", "2");
	}

	@Test
	void dropsABatchThatWaitsWhenItStops() {
		this.rig = new DeliveryRig("delivery.batchWait", Duration.ofHours(1));
		this.rig.start(this.batch).receive(1, 3);

		CompletableFuture<Void> stopped = this.rig.delivery.stop().toCompletableFuture();
		this.rig.run();

		assertThat(stopped).isDone();
		assertThat(this.rig.delivery.counts().discarded()).isEqualTo(3);
	}

	@Test
	void handlesSeveralBatchesAtATime() {
		this.rig = new DeliveryRig("delivery.batchSize", 2, "delivery.concurrency", 2);
		this.batch.does((ids) -> new CompletableFuture<>());

		this.rig.start(this.batch).receive(1, 5);

		assertThat(this.batch.seen).containsExactly(List.of("1", "2"), List.of("3", "4"));
	}

	@Test
	void putsEventsOfOneKeyInOneBatch() {
		this.rig = new DeliveryRig("delivery.batchSize", 3, "delivery.concurrency", 2, "delivery.orderBy", "type");
		this.batch.does((ids) -> new CompletableFuture<>());

		this.rig.start(this.batch).receive(1, 5);

		assertThat(this.batch.seen).containsExactly(List.of("1", "2", "3"));
	}

}
