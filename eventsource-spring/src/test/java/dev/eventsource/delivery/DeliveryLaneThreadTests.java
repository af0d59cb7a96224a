package dev.eventsource.delivery;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import dev.eventsource.Acknowledgment;
import dev.eventsource.MessageEvent;
import dev.eventsource.TestSpecs;
import dev.eventsource.checkpoint.CheckpointStore;
import dev.eventsource.testing.ManualTimer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Several lanes on threads that are real.
 */
@Timeout(30)
class DeliveryLaneThreadTests {

	private static final int KEYS = 5;

	private final ExecutorService pool = Executors.newFixedThreadPool(4);

	private final ManualTimer timer = new ManualTimer();

	private volatile CountDownLatch room = new CountDownLatch(1);

	private final Delivery delivery = new Delivery(
			DeliverySettings.from("orders", "key",
					TestSpecs.with("delivery.concurrency", 3, "delivery.orderBy", "type")),
			new DeliverySeams(this.pool, this.timer, CheckpointStore.inMemory(), null), new DeliveryObserver() {
			}, () -> this.room.countDown());

	@AfterEach
	void shutDown() {
		this.pool.shutdownNow();
	}

	private void receive(int from, int to) throws InterruptedException {
		for (int id = from; id <= to; id++) {
			this.room = new CountDownLatch(1);
			if (!this.delivery.hasRoom()) {
				assertThat(this.room.await(10, TimeUnit.SECONDS)).isTrue();
			}
			DeliveryRig.take(this.delivery, "key" + id % KEYS, id);
			if (id % 7 == 0) {
				this.delivery.flush();
			}
		}
		this.delivery.flush();
	}

	@Test
	void losesNoEventAndNoOrderBetweenThreads() throws Exception {
		int events = 50_000;
		CountDownLatch done = new CountDownLatch(events);
		Map<String, Queue<Integer>> seen = new ConcurrentHashMap<>();
		this.delivery.add(handler((event) -> {
			seen.computeIfAbsent(event.type(), (type) -> new ConcurrentLinkedQueue<>())
				.add(Integer.parseInt(event.lastEventId()));
			done.countDown();
		}));
		this.delivery.start();

		receive(1, events);

		assertThat(done.await(20, TimeUnit.SECONDS)).isTrue();
		assertThat(seen.values()).hasSize(KEYS).allSatisfy((ids) -> assertThat(List.copyOf(ids)).isSorted());
		assertThat(this.delivery.stop().toCompletableFuture()).succeedsWithin(Duration.ofSeconds(5));
		assertThat(this.delivery.counts().handled()).isEqualTo(events);
		assertThat(this.delivery.keeper().committedId()).isEqualTo(Integer.toString(events));
	}

	@Test
	void runsHandlersAtTheSameTime() throws Exception {
		CyclicBarrier barrier = new CyclicBarrier(3);
		CountDownLatch done = new CountDownLatch(3);
		this.delivery.add(handler((event) -> {
			meet(barrier);
			done.countDown();
		}));
		this.delivery.start();

		receive(1, 3);

		assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
	}

	@Test
	void interruptsEveryRunningHandler() throws Exception {
		CountDownLatch running = new CountDownLatch(3);
		this.delivery.add(handler((event) -> {
			running.countDown();
			waitForEver();
		}));
		this.delivery.start();
		receive(1, 3);
		running.await();

		CompletableFuture<Void> stopped = this.delivery.stop().toCompletableFuture();
		this.delivery.interrupt();

		assertThat(stopped).succeedsWithin(Duration.ofSeconds(5));
		assertThat(this.delivery.counts().discarded()).isEqualTo(3);
	}

	@Test
	void knowsThatItIsInsideAHandler() throws Exception {
		CompletableFuture<Boolean> inside = new CompletableFuture<>();
		this.delivery.add(handler((event) -> inside.complete(this.delivery.isCalling())));
		this.delivery.start();

		receive(1, 1);

		assertThat(inside).succeedsWithin(Duration.ofSeconds(5)).isEqualTo(true);
		assertThat(this.delivery.isCalling()).isFalse();
	}

	@Test
	void aFluxGetsOneEventAtATime() throws Exception {
		int events = 5000;
		int[] unguarded = new int[1];
		CountDownLatch done = new CountDownLatch(events);
		new EventSubscribers(this.delivery).flux().limitRate(16).subscribe((event) -> {
			unguarded[0]++;
			done.countDown();
		});
		this.delivery.start();

		receive(1, events);

		assertThat(done.await(20, TimeUnit.SECONDS)).isTrue();
		assertThat(unguarded[0]).isEqualTo(events);
	}

	@Test
	void aStreamGetsEveryEvent() throws Exception {
		List<String> seen = new ArrayList<>();
		try (Stream<MessageEvent> stream = new EventSubscribers(this.delivery).stream()) {
			this.delivery.start();
			receive(1, 100);

			Iterator<MessageEvent> events = stream.iterator();
			for (int event = 1; event <= 100; event++) {
				seen.add(events.next().lastEventId());
			}
		}

		assertThat(seen).containsExactlyInAnyOrderElementsOf(DeliveryRig.ids(1, 100));
	}

	private static void meet(CyclicBarrier barrier) throws InterruptedException {
		try {
			barrier.await();
		}
		catch (BrokenBarrierException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static void waitForEver() throws InterruptedException {
		new CountDownLatch(1).await();
	}

	private static EventHandler handler(Body body) {
		return new CallingHandler(body);
	}

	private interface Body {

		void handle(MessageEvent event) throws Exception;

	}

	/** Keeps nothing, so that threads need not agree about it. */
	private record CallingHandler(Body body) implements EventHandler {

		@Override
		public String id() {
			return "h";
		}

		@Override
		public Set<String> types() {
			return Set.of();
		}

		@Override
		public CompletionStage<?> handle(MessageEvent event, Acknowledgment acknowledgment) throws Exception {
			this.body.handle(event);
			return null;
		}

	}

}
