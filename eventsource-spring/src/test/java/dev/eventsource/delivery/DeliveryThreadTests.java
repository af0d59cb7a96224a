package dev.eventsource.delivery;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.eventsource.TestSpecs;
import dev.eventsource.checkpoint.CheckpointStore;
import dev.eventsource.testing.ManualTimer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Stages, direct execution, and threads that are real.
 */
@Timeout(20)
class DeliveryThreadTests {

	private final ExecutorService pool = Executors.newFixedThreadPool(2);

	private final ManualTimer timer = new ManualTimer();

	private final TestHandler handler = new TestHandler("h");

	@AfterEach
	void shutDown() {
		this.pool.shutdownNow();
	}

	private Delivery pooled(Object... settings) {
		Delivery delivery = new Delivery(DeliverySettings.from("orders", "key", TestSpecs.with(settings)),
				new DeliverySeams(this.pool, this.timer, CheckpointStore.inMemory(), null), new DeliveryObserver() {
				}, () -> {
				});
		delivery.add(this.handler);
		delivery.start();
		return delivery;
	}

	@Test
	void handsOverTheNextEventAfterTheStage() {
		DeliveryRig rig = new DeliveryRig();
		List<CompletableFuture<Void>> stages = new ArrayList<>();
		this.handler.does((event) -> {
			stages.add(new CompletableFuture<>());
			return stages.get(stages.size() - 1);
		});
		rig.start(this.handler).receive(1, 2);
		assertThat(this.handler.seen).containsExactly("1");

		stages.get(0).complete(null);
		rig.run();

		assertThat(this.handler.seen).containsExactly("1", "2");
	}

	@Test
	void holdsNoThreadWhileAStageRuns() {
		DeliveryRig rig = new DeliveryRig();

		rig.start(this.handler.does((event) -> new CompletableFuture<>())).receive(1, 2);

		assertThat(rig.executor.waiting()).isZero();
	}

	@Test
	void takesACompleteStageAtOnce() {
		DeliveryRig rig = new DeliveryRig();

		rig.start(this.handler.does((event) -> CompletableFuture.completedStage("done"))).receive(1, 2000);

		assertThat(this.handler.seen).hasSize(2000);
	}

	@Test
	void countsTheStageThatStandsForNothingAsEmpty() {
		DeliveryRig rig = new DeliveryRig();

		rig.start(this.handler.does((event) -> EventHandler.EMPTY)).receive(1, 1);

		assertThat(rig.observer.notes).contains("called h empty 0");
	}

	@Test
	void runsHandlersOnTheStreamsThreadWhenDirect() {
		DeliveryRig rig = new DeliveryRig(Runnable::run);
		rig.start(this.handler);

		rig.take("message", 1);
		rig.delivery.flush();

		assertThat(this.handler.seen).containsExactly("1");
	}

	@Test
	void keepsTheStackShortWhenDirect() {
		DeliveryRig rig = new DeliveryRig(Runnable::run);
		int[] deepest = new int[1];
		this.handler.does((event) -> {
			deepest[0] = Math.max(deepest[0], new Throwable().getStackTrace().length);
			rig.delivery.resume();
			return CompletableFuture.completedFuture(null);
		});
		rig.start(this.handler);
		for (int id = 1; id <= 9_000; id++) {
			rig.take("message", id);
		}

		rig.delivery.flush();

		assertThat(this.handler.seen).hasSize(9_000);
		assertThat(deepest[0]).isLessThan(200);
	}

	@Test
	void doesNotWaitForTheStoreWhenDirect() {
		DeliveryRig rig = new DeliveryRig(Runnable::run);
		rig.start(this.handler);

		for (int id = 1; id <= 250; id++) {
			rig.take("message", id);
		}
		rig.delivery.flush();

		assertThat(this.handler.seen).hasSize(250);
		assertThat(rig.store.saved()).isEmpty();
		rig.run();
		assertThat(rig.store.saved()).isNotEmpty();
	}

	@Test
	void clearsTheInterruptionAHandlerLeaves() {
		DeliveryRig rig = new DeliveryRig();
		List<Boolean> interrupted = new ArrayList<>();

		rig.start(this.handler.does((event) -> {
			interrupted.add(Thread.currentThread().isInterrupted());
			Thread.currentThread().interrupt();
			return null;
		})).receive(1, 2);

		assertThat(interrupted).containsExactly(false, false);
		assertThat(Thread.interrupted()).isFalse();
	}

	@Test
	void interruptsTheThreadOfARunningHandler() throws Exception {
		CountDownLatch running = new CountDownLatch(1);
		this.handler.does((event) -> {
			running.countDown();
			new CountDownLatch(1).await();
			return null;
		});
		Delivery delivery = pooled();
		DeliveryRig.take(delivery, "message", 1);
		delivery.flush();
		running.await();

		CompletableFuture<Void> stopped = delivery.stop().toCompletableFuture();
		delivery.interrupt();

		assertThat(stopped).succeedsWithin(Duration.ofSeconds(5));
		assertThat(delivery.keeper().committedId()).isEmpty();
		assertThat(delivery.counts().discarded()).isEqualTo(1);
	}

	@Test
	void namesTheThreadThatIsStuck() throws Exception {
		CountDownLatch running = new CountDownLatch(1);
		CountDownLatch release = new CountDownLatch(1);
		this.handler.does((event) -> {
			Thread.currentThread().setName("stuck-one");
			running.countDown();
			release.await();
			return null;
		});
		Delivery delivery = pooled();
		DeliveryRig.take(delivery, "message", 1);
		delivery.flush();
		running.await();

		assertThat(delivery.stuck()).isNull();
		this.timer.advance(Duration.ofMinutes(6));
		assertThat(delivery.stuck()).isEqualTo("stuck-one");
		release.countDown();
		assertThat(delivery.stop().toCompletableFuture()).succeedsWithin(Duration.ofSeconds(5));
		assertThat(delivery.stuck()).isNull();
	}

	@Test
	void namesTheHandlerWhoseStageIsStuck() {
		DeliveryRig rig = new DeliveryRig();
		rig.start(this.handler.does((event) -> new CompletableFuture<>())).receive(1, 1);

		rig.advance(Duration.ofMinutes(6));

		assertThat(rig.delivery.stuck()).isEqualTo("h");
	}

	@Test
	void endsACallThatTakesTooLong() throws Exception {
		AtomicBoolean interrupted = new AtomicBoolean();
		CountDownLatch running = new CountDownLatch(1);
		this.handler.does((event) -> {
			running.countDown();
			try {
				new CountDownLatch(1).await();
			}
			catch (InterruptedException ex) {
				interrupted.set(true);
				throw ex;
			}
			return null;
		});
		Delivery delivery = pooled("delivery.timeout", Duration.ofSeconds(30), "delivery.retry.maxRetries", 0);
		DeliveryRig.take(delivery, "message", 1);
		delivery.flush();
		running.await();

		this.timer.advance(Duration.ofSeconds(31));
		delivery.tick();

		assertThat(delivery.stop().toCompletableFuture()).succeedsWithin(Duration.ofSeconds(5));
		assertThat(interrupted).isTrue();
	}

	@Test
	void failsAStageThatTakesTooLong() {
		DeliveryRig rig = new DeliveryRig("delivery.timeout", Duration.ofSeconds(30), "delivery.retry.maxRetries", 0);
		rig.start(this.handler.does((event) -> new CompletableFuture<>())).receive(1, 1);

		rig.advance(Duration.ofSeconds(32));

		assertThat(rig.observer.notes).contains("dead h 1");
	}

	@Test
	void losesNoWakeUpBetweenThreads() throws Exception {
		int events = 200_000;
		CountDownLatch done = new CountDownLatch(events);
		TestHandler counting = new TestHandler("counting").does((event) -> {
			done.countDown();
			return null;
		});
		CountDownLatch[] room = { new CountDownLatch(1) };
		Delivery delivery = new Delivery(DeliverySettings.from("orders", "key", TestSpecs.with()),
				new DeliverySeams(this.pool, this.timer, CheckpointStore.inMemory(), null), new DeliveryObserver() {
				}, () -> room[0].countDown());
		delivery.add(counting);
		delivery.start();
		for (int id = 1; id <= events; id++) {
			room[0] = new CountDownLatch(1);
			if (id % 7 == 0) {
				delivery.flush();
				if (!delivery.hasRoom()) {
					assertThat(room[0].await(5, TimeUnit.SECONDS)).isTrue();
				}
			}
			DeliveryRig.take(delivery, "message", id);
		}
		delivery.flush();

		assertThat(done.await(5, TimeUnit.SECONDS)).isTrue();
		assertThat(counting.seen).isEqualTo(DeliveryRig.ids(1, events));
	}

}
