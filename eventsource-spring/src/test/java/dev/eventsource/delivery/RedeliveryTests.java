package dev.eventsource.delivery;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletableFuture;

import javax.sql.DataSource;

import dev.eventsource.DeadLetter;
import dev.eventsource.Registration;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Dead letters that are delivered again.
 */
class RedeliveryTests {

	private static final Duration SECOND = Duration.ofSeconds(1);

	private DeliveryRig rig = new DeliveryRig();

	private final TestHandler failing = new TestHandler("failing").fails(new AssertionError("poison"));

	private final TestHandler other = new TestHandler("other");

	private CompletableFuture<Void> redeliver(String id) {
		CompletableFuture<Void> answer = this.rig.delivery.deadLetters().redeliver(id);
		this.rig.run();
		return answer;
	}

	private List<DeadLetter> letters() {
		return this.rig.delivery.deadLetters().list(10);
	}

	@Test
	void listsWhatIsKept() {
		this.rig.start(this.failing).receive(7, 8);

		assertThat(letters()).extracting(DeadLetter::id).containsExactly("1", "2");
		assertThat(letters().get(0)).satisfies((letter) -> {
			assertThat(letter.event().lastEventId()).isEqualTo("7");
			assertThat(letter.event().data()).isEqualTo("data");
			assertThat(letter.listener()).isEqualTo("failing");
			assertThat(letter.attempts()).isEqualTo(1);
			assertThat(letter.exception()).isEqualTo("java.lang.AssertionError");
			assertThat(letter.message()).isEqualTo("poison");
		});
	}

	@Test
	void deliversAgainToTheListenerThatFailedAndRemovesIt() {
		this.rig.start(this.failing, this.other).receive(1, 2);
		this.failing.does((event) -> null);

		assertThat(redeliver("1")).isCompleted();

		assertThat(this.failing.seen).containsExactly("1", "2", "1");
		assertThat(this.other.seen).containsExactly("1", "2");
		assertThat(letters()).extracting(DeadLetter::id).containsExactly("2");
	}

	@Test
	void keepsWhatFailsAgain() {
		this.rig.start(this.failing).receive(1, 1);
		this.failing.fails(new IOException("still down"));

		CompletableFuture<Void> answer = redeliver("1");

		assertThat(answer).isCompletedExceptionally();
		assertThat(answer.handle((none, failure) -> failure.getMessage()).join()).contains("still down");
		assertThat(letters()).hasSize(1);
		assertThat(this.failing.seen).hasSize(2);
	}

	@Test
	void movesNoPositionAndCountsNoEvent() {
		this.rig.start(this.failing).receive(1, 3).advance(SECOND);
		DeliveryCounts before = this.rig.delivery.counts();
		this.failing.does((event) -> null);

		redeliver("1");
		this.rig.advance(SECOND);

		assertThat(this.rig.store.saved()).containsExactly("3");
		assertThat(this.rig.delivery.counts()).isEqualTo(before);
	}

	@Test
	void waitsForARunningEventAndHoldsTheNextOnes() {
		CompletableFuture<Void> running = new CompletableFuture<>();
		CompletableFuture<Void> again = new CompletableFuture<>();
		this.rig.start(this.failing).receive(1, 1);
		this.failing.does((event) -> event.lastEventId().equals("1") ? again : running);
		this.rig.receive(2, 3);

		CompletableFuture<Void> answer = redeliver("1");
		assertThat(this.failing.seen).containsExactly("1", "2");
		running.complete(null);
		this.rig.run();
		assertThat(this.failing.seen).containsExactly("1", "2", "1");
		again.complete(null);
		this.rig.run();

		assertThat(answer).isCompleted();
		assertThat(this.failing.seen).containsExactly("1", "2", "1", "3");
	}

	@Test
	void goesBetweenEventsOfSeveralLanes() {
		this.rig = new DeliveryRig("delivery.concurrency", 2);
		this.rig.start(this.failing).receive(1, 1);
		this.failing.does((event) -> null);

		assertThat(redeliver("1")).isCompleted();
	}

	@Test
	void givesABatchListenerABatchOfOne() {
		TestBatchHandler batch = new TestBatchHandler("batch").does((ids) -> {
			throw new AssertionError();
		});
		this.rig.start(batch).receive(1, 2);
		batch.does((ids) -> null);

		assertThat(redeliver("2")).isCompleted();

		assertThat(batch.seen).endsWith(List.of("2"));
		assertThat(letters()).hasSize(1);
	}

	@Test
	void waitsForTheAcknowledgment() {
		this.rig.start(this.failing.acknowledging()).receive(1, 1);
		this.failing.does((event) -> null);
		CompletableFuture<Void> answer = redeliver("1");
		assertThat(answer).isNotDone();

		this.failing.acknowledgments.get(1).acknowledge();
		this.rig.run();

		assertThat(answer).isCompleted();
		assertThat(letters()).isEmpty();
	}

	@Test
	void failsForADeadLetterThatThereIsNot() {
		this.rig.start(this.failing);

		assertThat(redeliver("9")).failsWithin(SECOND)
			.withThrowableThat()
			.withCauseInstanceOf(NoSuchElementException.class)
			.withMessageContaining("'orders'")
			.withMessageContaining("'9'");
	}

	@Test
	void failsWithoutTheListener() {
		Registration registration = this.rig.delivery.add(this.failing);
		this.rig.start(this.other).receive(1, 1);
		registration.remove();

		assertThat(redeliver("1")).failsWithin(SECOND)
			.withThrowableThat()
			.withMessageContaining("has no listener 'failing'");
		assertThat(letters()).hasSize(1);
	}

	@Test
	void failsWhileTheSourceDoesNotRun() {
		this.rig.start(this.failing).receive(1, 1);
		this.rig.delivery.stop();
		this.rig.run();

		assertThat(redeliver("1")).failsWithin(SECOND).withThrowableThat().withMessageContaining("does not run");
		assertThat(letters()).hasSize(1);
	}

	@Test
	void aStopEndsItAndKeepsTheDeadLetter() {
		this.rig.start(this.failing).receive(1, 1);
		this.failing.does((event) -> new CompletableFuture<>());
		CompletableFuture<Void> answer = redeliver("1");

		this.rig.delivery.stop();
		this.rig.delivery.interrupt();
		this.rig.run();

		assertThat(answer).isCompletedExceptionally();
		assertThat(letters()).hasSize(1);
	}

	@Test
	void handlesAndRemovesInOneTransaction() {
		DataSource database = TransactionalRig.database();
		JdbcDeadLetterStore store = new JdbcDeadLetterStore(database);
		TransactionalRig transactional = new TransactionalRig(database, store);
		TestHandler booking = transactional.booking("a").fails(new AssertionError());
		transactional.start(booking).receive(1, 2);
		String id = transactional.delivery.deadLetters().list(1).get(0).id();
		booking.does((event) -> {
			transactional.book("a", event.lastEventId());
			return null;
		});

		transactional.rollsBack = true;
		transactional.around = AttemptScope.Work::run;
		CompletableFuture<Void> rolledBack = transactional.delivery.deadLetters().redeliver(id);
		transactional.run();
		assertThat(rolledBack).isCompletedExceptionally();
		assertThat(transactional.bookings()).isEmpty();
		assertThat(transactional.delivery.deadLetters().list(9)).hasSize(2);

		transactional.around = null;
		CompletableFuture<Void> answer = transactional.delivery.deadLetters().redeliver(id);
		transactional.run();
		assertThat(answer).isCompleted();
		assertThat(transactional.bookings()).containsExactly("a1");
		assertThat(transactional.delivery.deadLetters().list(9)).hasSize(1);
		assertThat(transactional.position()).isEqualTo("2");
	}

}
