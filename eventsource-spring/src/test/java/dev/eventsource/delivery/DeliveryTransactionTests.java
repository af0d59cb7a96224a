package dev.eventsource.delivery;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import dev.eventsource.BatchListenerFailedException;
import dev.eventsource.FailureAction;
import dev.eventsource.PayloadConversionException;
import org.junit.jupiter.api.Test;

import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * One transaction around all listeners of an event and the position.
 */
class DeliveryTransactionTests {

	private static final Duration SECOND = Duration.ofSeconds(1);

	private TransactionalRig rig = new TransactionalRig();

	private static TestHandler failing(String id, int times, Throwable failure) {
		TestHandler handler = new TestHandler(id).order(1);
		return handler.does((event) -> {
			if (handler.seen.size() <= times) {
				throw failure;
			}
			return null;
		});
	}

	@Test
	void storesBookingsAndPositionTogether() {
		List<String> positions = new ArrayList<>();
		this.rig.start(this.rig.booking("a"));
		this.rig.around = (work) -> {
			work.run();
			positions.add(this.rig.position() + this.rig.bookings());
		};

		this.rig.receive(1, 2);

		assertThat(positions).containsExactly("1[a1]", "2[a1, a2]");
		assertThat(this.rig.delivery.keeper().committedId()).isEqualTo("2");
		assertThat(this.rig.delivery.counts().handled()).isEqualTo(2);
	}

	@Test
	void rollsAllListenersBackAndRunsThemAgain() {
		TestHandler first = this.rig.booking("a");
		this.rig.start(first, failing("b", 1, new IllegalStateException())).receive(1, 1);
		assertThat(this.rig.bookings()).isEmpty();
		assertThat(this.rig.position()).isEqualTo("none");

		this.rig.advance(SECOND);

		assertThat(first.seen).containsExactly("1", "1");
		assertThat(this.rig.bookings()).containsExactly("a1");
		assertThat(this.rig.position()).isEqualTo("1");
	}

	@Test
	void aCrashBeforeTheCommitLeavesNeither() {
		this.rig.rollsBack = true;
		this.rig.around = AttemptScope.Work::run;

		this.rig.start(this.rig.booking("a")).receive(1, 1);

		assertThat(this.rig.bookings()).isEmpty();
		assertThat(this.rig.position()).isEqualTo("none");
	}

	@Test
	void aCommitThatIsToldToHaveFailedButHasNotIsNotRepeated() {
		this.rig.start(this.rig.booking("a"));
		this.rig.around = (work) -> {
			work.run();
			throw new TransactionSystemException("the answer was lost");
		};

		this.rig.receive(1, 2).advance(SECOND);

		assertThat(this.rig.bookings()).containsExactly("a1", "a2");
		assertThat(this.rig.position()).isEqualTo("2");
		assertThat(this.rig.delivery.counts().handled()).isEqualTo(2);
	}

	@Test
	void waitsForTheDatabaseBeforeItRepeatsACommitThatIsInDoubt() {
		this.rig.start(this.rig.booking("a"));
		this.rig.around = (work) -> {
			work.run();
			this.rig.jdbc.execute("ALTER TABLE eventsource_checkpoint RENAME TO away");
			throw new TransactionSystemException("the answer was lost");
		};
		this.rig.receive(1, 1).advance(SECOND);
		assertThat(this.rig.delivery.storeLag().failingSince()).isNotNull();

		this.rig.jdbc.execute("ALTER TABLE away RENAME TO eventsource_checkpoint");
		this.rig.around = null;
		this.rig.advance(Duration.ofMinutes(1)).advance(SECOND);

		assertThat(this.rig.bookings()).containsExactly("a1");
		assertThat(this.rig.delivery.storeLag().failingSince()).isNull();
	}

	@Test
	void transientFailuresUseUpNoRetries() {
		TestHandler handler = this.rig.booking("a").fails(new IOException());
		this.rig.start(handler).receive(1, 1);
		for (int minute = 0; minute < 5; minute++) {
			this.rig.advance(Duration.ofMinutes(1));
		}

		handler.fails(new IllegalStateException());
		this.rig.advance(Duration.ofMinutes(1));

		assertThat(this.rig.observer.notes).doesNotContain("dead a 7").contains("retrying a 7");
	}

	@Test
	void triesWithoutEndWhileTheDatabaseIsDown() {
		int[] attempts = new int[1];
		TestHandler handler = this.rig.booking("a");
		this.rig.start(handler);
		this.rig.around = (work) -> {
			attempts[0]++;
			throw new CannotCreateTransactionException("down");
		};
		this.rig.receive(1, 1);
		for (int minute = 0; minute < 20; minute++) {
			this.rig.advance(Duration.ofMinutes(1));
		}
		assertThat(attempts[0]).isGreaterThan(10);
		assertThat(this.rig.observer.notes).doesNotContain("dead a 1").contains("commit failed");

		this.rig.around = null;
		this.rig.advance(Duration.ofMinutes(1));

		assertThat(handler.seen).containsExactly("1");
		assertThat(this.rig.position()).isEqualTo("1");
	}

	@Test
	void goesOnWithoutTheListenerThatFailedForTheLastTime() {
		List<String> published = new ArrayList<>();
		this.rig = new TransactionalRig(
				(letter) -> published.add(letter.listener() + letter.attempts() + this.rig.bookings()),
				"delivery.retry.maxRetries", 1);
		TestHandler poisoned = failing("b", 9, new IllegalStateException());

		this.rig.start(this.rig.booking("a"), poisoned, this.rig.booking("c").order(2)).receive(1, 1).advance(SECOND);

		assertThat(poisoned.seen).hasSize(2);
		assertThat(published).containsExactly("b2[a1, c1]");
		assertThat(this.rig.bookings()).containsExactly("a1", "c1");
		assertThat(this.rig.position()).isEqualTo("1");
		assertThat(this.rig.delivery.counts().deadLettered()).isEqualTo(1);
	}

	@Test
	void setsDataThatCanNotBeConvertedAsideAtOnce() {
		TestHandler converting = failing("b", 9, new PayloadConversionException("orders", "does not fit", null));

		this.rig.start(converting).receive(1, 2);

		assertThat(converting.seen).containsExactly("1", "2");
		assertThat(this.rig.delivery.deadLetters().inMemory()).hasSize(2);
		assertThat(this.rig.position()).isEqualTo("2");
	}

	@Test
	void waitsForThePublisherAndStoresNothingMeanwhile() {
		boolean[] down = { true };
		this.rig = new TransactionalRig((letter) -> {
			if (down[0]) {
				throw new IOException("down");
			}
			this.rig.book("dead", letter.event().lastEventId());
		});
		this.rig.start(this.rig.booking("a"), failing("b", 9, new AssertionError())).receive(1, 2);
		assertThat(this.rig.delivery.deadLetters().isRefused()).isTrue();
		assertThat(this.rig.bookings()).isEmpty();

		down[0] = false;
		this.rig.advance(SECOND);

		assertThat(this.rig.bookings()).containsExactly("a1", "a2", "dead1", "dead2");
		assertThat(this.rig.delivery.deadLetters().isRefused()).isFalse();
	}

	@Test
	void skipsTheListenerThatFailedIfToldTo() {
		this.rig = new TransactionalRig("delivery.onFailure", FailureAction.SKIP);

		this.rig.start(this.rig.booking("a"), failing("b", 9, new AssertionError())).receive(1, 1);

		assertThat(this.rig.bookings()).containsExactly("a1");
		assertThat(this.rig.delivery.counts().skipped()).isEqualTo(1);
	}

	@Test
	void stopsInFrontOfTheEventIfToldTo() {
		this.rig = new TransactionalRig("delivery.onFailure", FailureAction.STOP);

		this.rig.start(this.rig.booking("a"), failing("b", 9, new AssertionError())).receive(1, 2);

		assertThat(this.rig.observer.stops).hasSize(1);
		assertThat(this.rig.bookings()).isEmpty();
		assertThat(this.rig.position()).isEqualTo("none");
	}

	@Test
	void aRollbackThatNoListenerOwnsUpToIsAFailureOfTheEvent() {
		this.rig = new TransactionalRig("delivery.retry.maxRetries", 1);
		this.rig.start(this.rig.booking("a"));
		rollBackTwice();

		this.rig.receive(1, 1).advance(SECOND).advance(SECOND.multipliedBy(2));

		assertThat(this.rig.delivery.deadLetters().inMemory()).singleElement()
			.satisfies((letter) -> assertThat(letter.listener()).isEmpty());
		assertThat(this.rig.bookings()).isEmpty();
		assertThat(this.rig.position()).isEqualTo("1");
	}

	/** Lets transactions do their work and then not commit it. */
	private void rollBackTwice() {
		int[] commits = new int[1];
		this.rig.around = (work) -> {
			this.rig.rollsBack = commits[0]++ < 2;
			work.run();
		};
	}

	@Test
	void handlesABatchInOneTransaction() {
		TestBatchHandler batch = new TestBatchHandler("batch").does((ids) -> {
			ids.forEach((id) -> this.rig.book("batch", id));
			return null;
		});
		this.rig.start(this.rig.booking("a"), batch.order(1)).receive(1, 3);

		assertThat(batch.seen).containsExactly(List.of("1", "2", "3"));
		assertThat(this.rig.bookings()).hasSize(6);
		assertThat(this.rig.position()).isEqualTo("3");
		assertThat(this.rig.observer.notes).containsOnlyOnce("committed 3").doesNotContain("committed 1");
	}

	@Test
	void repeatsABatchThatWasRolledBackInParts() {
		TestBatchHandler batch = new TestBatchHandler("batch");
		batch.does((ids) -> {
			ids.forEach((id) -> this.rig.book("batch", id));
			if (ids.contains("2")) {
				throw new BatchListenerFailedException(ids.indexOf("2"), new AssertionError());
			}
			return null;
		});

		this.rig.start(this.rig.booking("a"), batch.order(1)).receive(1, 3);

		assertThat(batch.seen).containsExactly(List.of("1", "2", "3"), List.of("1"), List.of("2"), List.of("3"));
		assertThat(this.rig.bookings()).containsExactly("a1", "a2", "a3", "batch1", "batch3");
		assertThat(this.rig.position()).isEqualTo("3");
		assertThat(this.rig.delivery.counts().deadLettered()).isEqualTo(1);
	}

	@Test
	void retriesAWholeBatchAndThenSetsEachOfItsEventsAside() {
		this.rig = new TransactionalRig("delivery.retry.maxRetries", 1);
		TestBatchHandler batch = new TestBatchHandler("batch");
		batch.does((ids) -> {
			throw new IllegalStateException();
		});

		this.rig.start(this.rig.booking("a"), batch.order(1)).receive(1, 2).advance(SECOND);

		assertThat(batch.seen).hasSize(2);
		assertThat(this.rig.delivery.deadLetters().inMemory()).hasSize(2);
		assertThat(this.rig.bookings()).containsExactly("a1", "a2");
	}

	@Test
	void aStopInTheMiddleRollsBack() {
		TestHandler stopping = new TestHandler("b").order(1).does((event) -> {
			this.rig.delivery.stop();
			return null;
		});
		TestHandler last = new TestHandler("c").order(2);

		this.rig.start(this.rig.booking("a"), stopping, last).receive(1, 2);

		assertThat(last.seen).isEmpty();
		assertThat(this.rig.bookings()).isEmpty();
		assertThat(this.rig.delivery.counts().discarded()).isEqualTo(2);
	}

	@Test
	void goesOnBehindThePositionAfterARestart() {
		this.rig.start(this.rig.booking("a")).receive(1, 2);
		CompletableFuture<Void> stopped = this.rig.delivery.stop().toCompletableFuture();
		this.rig.run();
		assertThat(stopped).isDone();

		assertThat(this.rig.claim()).isEqualTo("2");
		this.rig.delivery.start();
		this.rig.receive(3, 3);

		assertThat(this.rig.bookings()).containsExactly("a1", "a2", "a3");
		assertThat(this.rig.position()).isEqualTo("3");
	}

	@Test
	void movesThePositionOverEventsThatNobodyTakes() {
		this.rig.start(this.rig.booking("a").types("other")).receive(1, 2).advance(SECOND.multipliedBy(2));

		assertThat(this.rig.position()).isEqualTo("2");
	}

	@Test
	void aStageThatIsNotDoneFailsTheAttempt() {
		TestHandler later = new TestHandler("later").does((event) -> new CompletableFuture<>());
		this.rig = new TransactionalRig("delivery.retry.maxRetries", 0);

		this.rig.start(later).receive(1, 1);

		assertThat(this.rig.delivery.deadLetters().inMemory()).singleElement()
			.satisfies((letter) -> assertThat(letter.cause()).hasMessageContaining("checkpoint.transactional"));
	}

}
