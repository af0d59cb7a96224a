package dev.eventsource.delivery;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import dev.eventsource.FailureAction;
import dev.eventsource.PayloadConversionException;
import dev.eventsource.Registration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.transaction.CannotCreateTransactionException;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What follows a failure.
 */
class DeliveryRetryTests {

	private static final Duration HOUR = Duration.ofHours(1);

	private final DeliveryRig rig = new DeliveryRig();

	private final TestHandler handler = new TestHandler("h");

	@Test
	void callsAgainAfterTheDelay() {
		this.handler.fails(new IllegalStateException());
		this.rig.start(this.handler).receive(1, 1);

		this.rig.advance(Duration.ofMillis(999));
		assertThat(this.handler.seen).hasSize(1);

		this.rig.advance(Duration.ofMillis(1));
		assertThat(this.handler.seen).hasSize(2);
	}

	@Test
	void growsTheDelayUpToTheLongest() {
		this.handler.fails(new IOException());
		this.rig.start(this.handler).receive(1, 1);

		for (int seconds : new int[] { 1, 2, 4, 8, 10, 10 }) {
			int before = this.handler.seen.size();
			this.rig.advance(Duration.ofSeconds(seconds).minusMillis(1));
			assertThat(this.handler.seen).hasSize(before);
			this.rig.advance(Duration.ofMillis(1));
			assertThat(this.handler.seen).hasSize(before + 1);
		}
	}

	@Test
	void setsAsideAfterTheLastAttempt() {
		this.handler.fails(new IllegalStateException());

		this.rig.start(this.handler).receive(1, 1).advance(HOUR);

		assertThat(this.handler.seen).hasSize(4);
		assertThat(this.rig.observer.notes).contains("retrying h 1", "retrying h 2", "retrying h 3", "dead h 4");
		assertThat(this.rig.delivery.deadLetters().inMemory()).singleElement()
			.satisfies((letter) -> assertThat(letter.attempts()).isEqualTo(4));
		assertThat(this.rig.delivery.counts().deadLettered()).isEqualTo(1);
	}

	@Test
	void goesOnWithTheNextEventAfterADeadLetter() {
		this.handler.fails(new IllegalStateException());
		this.rig.start(this.handler).receive(1, 1).advance(HOUR);
		this.handler.does((event) -> null);

		this.rig.receive(2, 2).advance(HOUR);

		assertThat(this.handler.seen).endsWith("2");
		assertThat(this.rig.store.lastEventId()).isEqualTo("2");
	}

	@Test
	void triesTransientFailuresWithoutEnd() {
		this.handler.fails(new UncheckedIOException(new IOException("database away")));

		this.rig.start(this.handler).receive(1, 1).advance(HOUR);

		assertThat(this.handler.seen).hasSizeGreaterThan(300);
		assertThat(this.rig.delivery.deadLetters().inMemory()).isEmpty();
		assertThat(this.rig.store.saved()).isEmpty();
	}

	@ParameterizedTest
	@MethodSource
	void triesWithoutEndWhatTellsOfADatabaseThatIsAway(Exception failure) {
		this.handler.fails(failure);

		this.rig.start(this.handler).receive(1, 1).advance(HOUR);

		assertThat(this.handler.seen).hasSizeGreaterThan(300);
		assertThat(this.rig.delivery.deadLetters().inMemory()).isEmpty();
	}

	/** None of them is caused by an I/O error: the server answers that it starts up. */
	static List<Exception> triesWithoutEndWhatTellsOfADatabaseThatIsAway() {
		SQLException startsUp = new SQLException("the database system is starting up", "57P03");
		return List.of(new CannotCreateTransactionException("no connection", startsUp),
				new RuntimeException(new SQLTransientConnectionException("pool", startsUp)),
				new RuntimeException(new SQLRecoverableException("connection closed")));
	}

	@Test
	void transientFailuresUseUpNoRetries() {
		this.handler.fails(new IOException());
		this.rig.start(this.handler).receive(1, 1).advance(HOUR);
		int before = this.handler.seen.size();
		this.handler.fails(new IllegalStateException());

		this.rig.advance(HOUR);

		assertThat(this.handler.seen).hasSize(before + 4);
		assertThat(this.rig.observer.notes).contains("dead h " + (before + 4));
	}

	@Test
	void holdsNoThreadWhileItWaits() {
		this.handler.fails(new IOException());

		this.rig.start(this.handler).receive(1, 1);

		assertThat(this.rig.executor.waiting()).isZero();
		assertThat(this.rig.timer.scheduled()).isEqualTo(1);
	}

	@Test
	void triesFailuresOfTheListWithoutEnd() {
		DeliveryRig listed = new DeliveryRig("delivery.retry.transientExceptions",
				List.of(IllegalStateException.class.getName()));
		this.handler.fails(new RuntimeException(new IllegalStateException()));

		listed.start(this.handler).receive(1, 1).advance(HOUR);

		assertThat(this.handler.seen).hasSizeGreaterThan(300);
	}

	@Test
	void neverTriesAConversionAgain() {
		this.handler.fails(new PayloadConversionException("orders", "no number", new IOException("json")));

		this.rig.start(this.handler).receive(1, 1).advance(HOUR);

		assertThat(this.handler.seen).hasSize(1);
		assertThat(this.rig.observer.notes).contains("dead h 1");
	}

	@Test
	void neverTriesAnErrorAgain() {
		this.handler.fails(new AssertionError());

		this.rig.start(this.handler).receive(1, 1).advance(HOUR);

		assertThat(this.handler.seen).hasSize(1);
		assertThat(this.rig.observer.notes).contains("dead h 1");
	}

	@Test
	void stopsWhenTheVirtualMachineIsInTrouble() {
		this.handler.fails(new OutOfMemoryError("test"));

		this.rig.start(this.handler).receive(1, 2).advance(HOUR);

		assertThat(this.handler.seen).hasSize(1);
		assertThat(this.rig.observer.stops).hasSize(1);
		assertThat(this.rig.store.saved()).isEmpty();
		assertThat(this.rig.delivery.deadLetters().inMemory()).isEmpty();
	}

	@Test
	void callsOnlyTheHandlerThatFailedAgain() {
		TestHandler first = new TestHandler("first");
		TestHandler last = new TestHandler("last");
		this.handler.fails(new IllegalStateException());

		this.rig.start(first, this.handler, last).receive(1, 1).advance(HOUR);

		assertThat(first.seen).hasSize(1);
		assertThat(this.handler.seen).hasSize(4);
		assertThat(last.seen).hasSize(1);
	}

	@Test
	void writesADeadLetterForEachHandler() {
		this.handler.fails(new AssertionError());
		TestHandler other = new TestHandler("other").fails(new AssertionError());

		this.rig.start(this.handler, other).receive(1, 1);

		assertThat(this.rig.observer.notes).contains("dead h 1", "dead other 1");
		assertThat(this.rig.delivery.counts().deadLettered()).isEqualTo(1);
	}

	@Test
	void retriesAStageThatFails() {
		this.handler.does((event) -> CompletableFuture.failedFuture(new IllegalStateException()));

		this.rig.start(this.handler).receive(1, 1).advance(HOUR);

		assertThat(this.handler.seen).hasSize(4);
	}

	@Test
	void skipsWhenTheRuleSaysSo() {
		DeliveryRig skipping = new DeliveryRig("delivery.onFailure", FailureAction.SKIP);
		this.handler.fails(new AssertionError());

		skipping.start(this.handler).receive(1, 1).advance(HOUR);

		assertThat(skipping.observer.notes).contains("skipped failed 1");
		assertThat(skipping.delivery.counts().skipped()).isEqualTo(1);
		assertThat(skipping.store.lastEventId()).isEqualTo("1");
	}

	@Test
	void stopsWhenTheRuleSaysSo() {
		DeliveryRig stopping = new DeliveryRig("delivery.onFailure", FailureAction.STOP);
		this.handler.does((event) -> {
			throw event.lastEventId().equals("2") ? new AssertionError() : new NoSuchFieldException();
		});
		TestHandler fine = new TestHandler("fine").order(-1);
		this.handler.errorHandler(
				(failed) -> failed.event().lastEventId().equals("2") ? FailureAction.STOP : FailureAction.SKIP);

		stopping.start(fine, this.handler).receive(1, 3).advance(HOUR);

		assertThat(stopping.observer.stops).hasSize(1);
		assertThat(fine.seen).containsExactly("1", "2");
		assertThat(stopping.store.lastEventId()).isEqualTo("1");
	}

	@Test
	void treatsAnErrorHandlerThatThrowsAsDeadLetter() {
		this.handler.fails(new AssertionError()).errorHandler((failed) -> {
			throw new IllegalStateException();
		});

		this.rig.start(this.handler).receive(1, 1);

		assertThat(this.rig.observer.notes).contains("dead h 1");
	}

	@Test
	void stopsRetryingAHandlerThatWasRemoved() {
		TestHandler other = new TestHandler("other");
		Registration registration = this.rig.delivery.add(this.handler.fails(new IOException()));
		this.rig.start(other).receive(1, 1);

		registration.remove();
		this.rig.run();

		assertThat(other.seen).containsExactly("1");
		assertThat(this.rig.timer.scheduled()).isZero();
	}

	@Test
	void keepsTheEventForTheNextHandlerWhenTheLastOneGoes() {
		Registration registration = this.rig.delivery.add(this.handler.fails(new IOException()));
		this.rig.start().receive(1, 1);
		registration.remove();
		this.rig.run();
		TestHandler other = new TestHandler("other");

		this.rig.delivery.add(other);
		this.rig.run();

		assertThat(other.seen).containsExactly("1");
	}

}
