package dev.eventsource.delivery;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import dev.eventsource.FailureAction;
import dev.eventsource.Registration;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Several events at a time: what goes together, what waits, and how far the position is.
 */
class DeliveryConcurrencyTests {

	private static final Duration SECOND = Duration.ofSeconds(1);

	private final Map<String, CompletableFuture<Void>> running = new HashMap<>();

	private final TestHandler handler = new TestHandler("h").does((event) -> {
		CompletableFuture<Void> stage = new CompletableFuture<>();
		this.running.put(event.lastEventId(), stage);
		return stage;
	});

	private DeliveryRig rig = new DeliveryRig("delivery.concurrency", 2);

	private void byType(Object... settings) {
		List<Object> all = new ArrayList<>(List.of("delivery.concurrency", 2, "delivery.orderBy", "type"));
		all.addAll(List.of(settings));
		this.rig = new DeliveryRig(all.toArray());
	}

	private void receive(String type, int... ids) {
		for (int id : ids) {
			this.rig.take(type, id);
		}
		this.rig.delivery.flush();
		this.rig.run();
	}

	private void complete(int... ids) {
		for (int id : ids) {
			this.running.get(Integer.toString(id)).complete(null);
			this.rig.run();
		}
	}

	@Test
	void handlesAsManyEventsAtATimeAsItMay() {
		this.rig.start(this.handler).receive(1, 4);
		assertThat(this.handler.seen).containsExactly("1", "2");

		complete(2);

		assertThat(this.handler.seen).containsExactly("1", "2", "3");
	}

	@Test
	void storesTheEndOfThePrefixAndNotTheNewest() {
		this.rig.start(this.handler).receive(1, 3);

		complete(2, 3);
		this.rig.advance(SECOND);
		assertThat(this.rig.store.saved()).isEmpty();
		complete(1);
		this.rig.advance(SECOND);

		assertThat(this.rig.store.saved()).containsExactly("3");
		assertThat(this.rig.delivery.counts().handled()).isEqualTo(3);
	}

	@Test
	void keepsAMarkerBehindTheEventsBeforeIt() {
		this.rig.start(this.handler).receive(1, 1);
		this.rig.delivery.position("marker");
		receive("message", 2);

		complete(2);
		this.rig.advance(SECOND);
		assertThat(this.rig.store.saved()).isEmpty();
		complete(1);
		this.rig.advance(SECOND);

		assertThat(this.rig.store.saved()).containsExactly("2");
	}

	@Test
	void handlesEventsOfOneKeyOneAfterAnother() {
		byType();
		this.rig.start(this.handler);
		receive("a", 1, 2);
		receive("b", 3);
		assertThat(this.handler.seen).containsExactly("1", "3");

		complete(1);

		assertThat(this.handler.seen).containsExactly("1", "3", "2");
	}

	@Test
	void aRetryHoldsItsKeyAndNothingElse() {
		byType();
		this.rig.start(new TestHandler("failing").types("a", "b").fails(new IOException("down")), this.handler);
		receive("a", 1, 4);
		receive("b", 2);

		receive("c", 3, 5);
		complete(3);

		assertThat(this.handler.seen).containsExactly("3", "5");
		assertThat(this.rig.executor.waiting()).isZero();
	}

	@Test
	void callsAgainAfterTheRetryAndGoesOnWithTheKey() {
		byType();
		boolean[] down = { true };
		TestHandler recovering = new TestHandler("recovering").does((event) -> {
			if (down[0]) {
				throw new IOException("down");
			}
			return null;
		});
		this.rig.start(recovering);
		receive("a", 1, 2);

		down[0] = false;
		this.rig.advance(SECOND);

		assertThat(recovering.seen).containsExactly("1", "1", "2");
		assertThat(this.rig.delivery.counts().failedCalls()).isEqualTo(1);
	}

	@Test
	void takesOnlyAsManyEventsAsMayWaitForTheirKey() {
		byType("delivery.bufferSize", 4);
		this.rig.start(this.handler);

		receive("a", 1, 2, 3, 4, 5, 6, 7, 8, 9);

		assertThat(this.rig.delivery.waiting()).isEqualTo(4);
	}

	@Test
	void holdsDispatchAtTheBound() {
		byType("checkpoint.maxUncommitted", 2);
		this.rig.start(this.handler);
		receive("a", 1);
		receive("b", 2, 3, 4);

		complete(2);

		assertThat(this.handler.seen).containsExactly("1", "2");
	}

	@Test
	void tellsASignalBehindRunningEventsButNotBehindARetry() {
		byType();
		List<String> told = new ArrayList<>();
		this.rig.start(new TestHandler("failing").types("a").fails(new IOException("down")), this.handler);
		receive("a", 1);
		receive("b", 2);

		this.rig.delivery.signal(() -> told.add("signal"));
		this.rig.run();
		assertThat(told).isEmpty();
		complete(2);

		assertThat(told).containsExactly("signal");
	}

	@Test
	void callsNothingWhilePaused() {
		this.rig.start(this.handler).receive(1, 3);
		this.rig.delivery.pause();
		complete(1, 2);
		assertThat(this.handler.seen).containsExactly("1", "2");

		this.rig.delivery.resume();
		this.rig.run();

		assertThat(this.handler.seen).containsExactly("1", "2", "3");
	}

	@Test
	void aStopWaitsForRunningEventsAndDropsTheOthers() {
		byType();
		this.rig.start(this.handler);
		receive("a", 1, 2, 3);
		receive("b", 4, 5);

		CompletableFuture<Void> stopped = this.rig.delivery.stop().toCompletableFuture();
		this.rig.run();
		assertThat(stopped).isNotDone();
		complete(1, 4);

		assertThat(stopped).isDone();
		assertThat(this.handler.seen).containsExactly("1", "4");
		assertThat(this.rig.store.lastEventId()).isEqualTo("1");
		assertThat(this.rig.delivery.counts().discarded()).isEqualTo(3);
	}

	@Test
	void goesOnBehindThePositionAfterAStop() {
		this.rig.start(this.handler).receive(1, 2);
		this.rig.delivery.stop();
		complete(1, 2);

		this.rig.start().receive(3, 4);

		assertThat(this.handler.seen).containsExactly("1", "2", "3", "4");
	}

	@Test
	void stopsTheSourceWhenAnEventDemandsIt() {
		this.rig = new DeliveryRig("delivery.concurrency", 2, "delivery.onFailure", FailureAction.STOP);
		this.rig.start(this.handler.fails(new AssertionError())).receive(1, 3);

		assertThat(this.rig.observer.stops).isNotEmpty();
		assertThat(this.handler.seen).doesNotContain("3");
		assertThat(this.rig.delivery.counts().handled()).isZero();
	}

	@Test
	void keepsEventsThatHaveNoKeyInOrder() {
		this.rig = new DeliveryRig("delivery.concurrency", 2, "delivery.orderBy", "event.type.charAt(9)");
		this.rig.start(this.handler);

		receive("short", 1, 2);

		assertThat(this.handler.seen).containsExactly("1");
	}

	@Test
	void waitsForAHandlerWhenTheLastOneGoes() {
		Registration registration = this.rig.delivery.add(this.handler.fails(new IOException("down")));
		this.rig.start().receive(1, 2);
		registration.remove();
		this.rig.run();

		TestHandler next = new TestHandler("next");
		this.rig.delivery.add(next);
		this.rig.run();

		assertThat(next.seen).containsExactlyInAnyOrder("1", "2");
	}

	@Test
	void namesTheHandlerThatIsStuckInAnyLane() {
		this.rig.start(this.handler).receive(1, 2);
		complete(1);

		this.rig.advance(Duration.ofMinutes(6));

		assertThat(this.rig.delivery.stuck()).isEqualTo("h");
	}

	@Test
	void endsEachCallThatTakesTooLong() {
		this.rig = new DeliveryRig("delivery.concurrency", 2, "delivery.timeout", SECOND, "delivery.retry.maxRetries",
				0);
		this.rig.start(this.handler).receive(1, 2);

		this.rig.advance(Duration.ofSeconds(3));

		assertThat(this.rig.observer.notes).contains("dead h 1");
		assertThat(this.rig.delivery.counts().deadLettered()).isEqualTo(2);
	}

}
