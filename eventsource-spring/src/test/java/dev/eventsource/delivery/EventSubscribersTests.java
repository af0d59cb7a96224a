package dev.eventsource.delivery;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

import dev.eventsource.MessageEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;
import reactor.test.publisher.TestPublisher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Flux, publisher a time, and blocking stream.
 */
@Timeout(20)
class EventSubscribersTests {

	private static final Duration SECOND = Duration.ofSeconds(1);

	private final DeliveryRig rig = new DeliveryRig();

	private final EventSubscribers subscribers = new EventSubscribers(this.rig.delivery);

	private final List<String> seen = new ArrayList<>();

	@Test
	void fluxBringsEventsAndCountsThemHandled() {
		this.subscribers.flux().map(MessageEvent::lastEventId).subscribe(this.seen::add);

		this.rig.start().receive(1, 3).advance(SECOND);

		assertThat(this.seen).containsExactly("1", "2", "3");
		assertThat(this.rig.store.saved()).containsExactly("3");
	}

	@Test
	void fluxIsNoHandlerBeforeItIsSubscribed() {
		this.subscribers.flux();

		assertThat(this.rig.delivery.handlers()).isEmpty();
	}

	@Test
	void fluxWithoutDemandHoldsEverybodyBack() {
		TestHandler other = new TestHandler("other").order(1);
		this.rig.start(other);

		StepVerifier.create(this.subscribers.flux().map(MessageEvent::lastEventId), 2)
			.then(() -> this.rig.receive(1, 5))
			.expectNext("1", "2")
			.then(() -> assertThat(other.seen).containsExactly("1", "2", "3"))
			.thenRequest(1)
			.expectNext("3")
			.then(this.rig::run)
			.then(() -> assertThat(other.seen).hasSize(4))
			.thenCancel()
			.verify();
	}

	@Test
	void cancelTakesTheFluxAway() {
		Disposable subscription = this.subscribers.flux().subscribe();

		subscription.dispose();

		assertThat(this.rig.delivery.handlers()).isEmpty();
	}

	@Test
	void cancelWithoutDemandLetsOthersGoOn() {
		TestHandler other = new TestHandler("other").order(1);
		this.rig.start(other);

		StepVerifier.create(this.subscribers.flux(), 0).then(() -> this.rig.receive(1, 2)).thenCancel().verify();
		this.rig.run();

		assertThat(other.seen).contains("1", "2");
	}

	@Test
	void stopDoesNotWaitForDemand() {
		this.subscribers.flux().subscribe(new reactor.core.publisher.BaseSubscriber<>() {

			@Override
			protected void hookOnSubscribe(org.reactivestreams.Subscription subscription) {
				// asks for nothing
			}

		});
		this.rig.start().receive(1, 1);

		CompletionStage<Void> stopped = this.rig.delivery.stop();
		this.rig.run();

		assertThat(stopped).isCompleted();
		assertThat(this.rig.store.saved()).isEmpty();
	}

	@Test
	void fluxTakesUpAfterTheFirstTake() {
		this.rig.start();

		StepVerifier.create(this.subscribers.flux().map(MessageEvent::lastEventId).take(1))
			.then(() -> this.rig.receive(1, 2))
			.expectNext("1")
			.verifyComplete();
		assertThat(this.rig.delivery.handlers()).isEmpty();
		assertThat(this.rig.delivery.waiting()).isEqualTo(1);
	}

	@Test
	void fluxCompletesWhenTheSourceCloses() {
		StepVerifier.create(this.subscribers.flux()).then(() -> this.subscribers.end(null)).verifyComplete();

		assertThat(this.rig.delivery.handlers()).isEmpty();
	}

	@Test
	void fluxFailsWhenTheSourceGivesUp() {
		StepVerifier.create(this.subscribers.flux())
			.then(() -> this.subscribers.end(new IllegalStateException("gave up")))
			.verifyErrorMessage("gave up");

		assertThat(this.rig.delivery.handlers()).isEmpty();
	}

	@Test
	void fluxCompletesAtOnceAfterTheEnd() {
		this.subscribers.end(null);

		StepVerifier.create(this.subscribers.flux()).verifyComplete();
		assertThat(this.rig.delivery.handlers()).isEmpty();
	}

	@Test
	void publisherHoldsTheNextEventUntilItCompletes() {
		TestPublisher<Void> work = TestPublisher.create();
		this.subscribers.each((event) -> {
			this.seen.add(event.lastEventId());
			return work;
		}).subscribe();
		this.rig.start().receive(1, 2);
		assertThat(this.seen).containsExactly("1");

		work.complete();
		this.rig.run();

		assertThat(this.seen).containsExactly("1", "2");
	}

	@Test
	void publisherThatFailsIsCalledAgain() {
		this.subscribers.each((event) -> {
			this.seen.add(event.lastEventId());
			return Mono.error(new IllegalStateException());
		}).subscribe();

		this.rig.start().receive(1, 1).advance(Duration.ofMinutes(1));

		assertThat(this.seen).hasSize(4);
		assertThat(this.rig.delivery.deadLetters().inMemory()).hasSize(1);
	}

	@Test
	void publisherSubscriptionEndsWithTheSource() {
		StepVerifier.create(this.subscribers.each((event) -> Mono.empty()))
			.then(() -> this.subscribers.end(null))
			.verifyComplete();

		assertThat(this.rig.delivery.handlers()).isEmpty();
	}

	@Test
	void streamCountsAnEventHandledWhenTheNextIsAskedFor() {
		Stream<MessageEvent> stream = this.subscribers.stream();
		Iterator<MessageEvent> events = stream.iterator();
		this.rig.start().receive(1, 2).advance(SECOND);
		assertThat(events.next().lastEventId()).isEqualTo("1");
		this.rig.run().advance(SECOND);
		assertThat(this.rig.store.saved()).isEmpty();

		CompletableFuture<Boolean> next = CompletableFuture.supplyAsync(events::hasNext);
		while (!next.isDone()) {
			this.rig.run();
			Thread.onSpinWait();
		}
		this.rig.run().advance(SECOND);

		assertThat(this.rig.store.saved()).containsExactly("1");
		stream.close();
	}

	@Test
	void closedStreamGivesItsEventBack() {
		Stream<MessageEvent> stream = this.subscribers.stream();
		Iterator<MessageEvent> events = stream.iterator();
		this.rig.start().receive(1, 2);
		events.next();

		stream.close();
		this.rig.run();

		assertThat(this.rig.delivery.handlers()).isEmpty();
		TestHandler next = new TestHandler("next");
		this.rig.delivery.add(next);
		this.rig.run();
		assertThat(next.seen).containsExactly("1", "2");
	}

	@Test
	void streamEndsWhenTheSourceCloses() {
		Stream<MessageEvent> stream = this.subscribers.stream();

		this.subscribers.end(null);

		assertThat(stream).isEmpty();
	}

	@Test
	void streamThrowsWhenTheSourceGaveUp() {
		Stream<MessageEvent> stream = this.subscribers.stream();

		this.subscribers.end(new IllegalStateException("gave up"));

		assertThatIllegalStateException().isThrownBy(stream::findFirst).withMessage("gave up");
	}

	@Test
	void streamThatWaitsEndsWhenItIsClosed() {
		Stream<MessageEvent> stream = this.subscribers.stream();
		CompletableFuture<Boolean> next = CompletableFuture.supplyAsync(stream.iterator()::hasNext);

		stream.close();

		assertThat(next).succeedsWithin(Duration.ofSeconds(5)).isEqualTo(false);
	}

	@Test
	void streamStopsWaitingWhenInterrupted() {
		Stream<MessageEvent> stream = this.subscribers.stream();
		Thread.currentThread().interrupt();

		assertThatIllegalStateException().isThrownBy(stream::findFirst).withMessageContaining("Interrupted");
		assertThat(Thread.interrupted()).isTrue();
	}

	@Test
	void callbackTakesItsTypeOnly() {
		this.rig.start(new CallbackHandler("tick", (event) -> this.seen.add(event.lastEventId())));
		this.rig.take("tick", 1);

		this.rig.receive(2, 2);

		assertThat(this.seen).containsExactly("1");
	}

}
