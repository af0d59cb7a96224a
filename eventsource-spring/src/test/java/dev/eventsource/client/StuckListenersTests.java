package dev.eventsource.client;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import dev.eventsource.Acknowledgment;
import dev.eventsource.EventSourceSpec;
import dev.eventsource.MessageEvent;
import dev.eventsource.checkpoint.CheckpointStore;
import dev.eventsource.delivery.Delivery;
import dev.eventsource.delivery.DeliveryObserver;
import dev.eventsource.delivery.DeliverySeams;
import dev.eventsource.delivery.DeliverySettings;
import dev.eventsource.delivery.EventHandler;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What listeners that do not come back do to other sources.
 */
class StuckListenersTests {

	private static final int MANY = 1000;

	private static final int OTHERS = 50;

	private final CountDownLatch stuck = new CountDownLatch(1);

	private final CountDownLatch handledByOthers = new CountDownLatch(OTHERS);

	private final SystemTimer timer = new SystemTimer();

	private final ExecutorService storeThreads = Executors.newCachedThreadPool();

	@AfterEach
	void release() {
		this.stuck.countDown();
		this.storeThreads.shutdown();
		this.timer.close();
	}

	@Test
	@EnabledForJreRange(min = JRE.JAVA_21)
	void onVirtualThreadsAThousandStuckListenersStopNobodyElse() throws Exception {
		ExecutorService threads = (ExecutorService) Executors.class.getMethod("newVirtualThreadPerTaskExecutor")
			.invoke(null);
		CountDownLatch begun = new CountDownLatch(MANY);

		sources(MANY, threads, (event) -> stay(begun));

		assertThat(begun.await(60, TimeUnit.SECONDS)).isTrue();
		assertOthersGoOn(threads);
		threads.shutdown();
	}

	@Test
	void onThePoolOthersGoOnWhileAThreadIsFree() throws Exception {
		try (SharedExecutor pool = SharedExecutor.forHandlers()) {
			int allButOne = Math.max(16, 4 * Runtime.getRuntime().availableProcessors()) - 1;
			CountDownLatch begun = new CountDownLatch(allButOne);

			sources(allButOne, pool, (event) -> stay(begun));

			assertThat(begun.await(60, TimeUnit.SECONDS)).isTrue();
			assertOthersGoOn(pool);
		}
	}

	@Test
	void aThousandListenersThatAreDoneLaterHoldNoThread() throws Exception {
		try (SharedExecutor pool = SharedExecutor.forHandlers()) {
			CountDownLatch begun = new CountDownLatch(MANY);

			sources(MANY, pool, (event) -> {
				begun.countDown();
				return new CompletableFuture<>();
			});

			assertThat(begun.await(60, TimeUnit.SECONDS)).isTrue();
			assertOthersGoOn(pool);
		}
	}

	@Test
	void aThousandListenersThatAreCalledAgainLaterHoldNoThread() throws Exception {
		try (SharedExecutor pool = SharedExecutor.forHandlers()) {
			CountDownLatch begun = new CountDownLatch(MANY);

			sources(MANY, pool, (event) -> {
				begun.countDown();
				throw new IOException("not now");
			});

			assertThat(begun.await(60, TimeUnit.SECONDS)).isTrue();
			assertOthersGoOn(pool);
		}
	}

	private @Nullable CompletionStage<?> stay(CountDownLatch begun) throws InterruptedException {
		begun.countDown();
		this.stuck.await();
		return null;
	}

	private void assertOthersGoOn(Executor executor) throws InterruptedException {
		sources(OTHERS, executor, (event) -> {
			this.handledByOthers.countDown();
			return null;
		});

		assertThat(this.handledByOthers.await(60, TimeUnit.SECONDS)).isTrue();
	}

	private void sources(int number, Executor executor, Listener listener) {
		DeliverySettings settings = DeliverySettings.from("orders", "key",
				EventSourceSpec.BUILT_IN.overlay(EventSourceSpec.builder("http://localhost/").build()));
		for (int source = 0; source < number; source++) {
			Delivery delivery = new Delivery(settings, new DeliverySeams(executor, this.storeThreads, this.storeThreads,
					this.timer, CheckpointStore.inMemory(), null, null, null), new DeliveryObserver() {
					}, () -> {
					});
			delivery.add(listener);
			delivery.start();
			delivery.event("message", "1", new byte[] { 'a' }, 0, 1);
			delivery.flush();
		}
	}

	/** Handles events of any type. */
	private interface Listener extends EventHandler {

		@Nullable CompletionStage<?> on(MessageEvent event) throws Exception;

		@Override
		default String id() {
			return "listener";
		}

		@Override
		default Set<String> types() {
			return Set.of();
		}

		@Override
		default @Nullable CompletionStage<?> handle(MessageEvent event, Acknowledgment acknowledgment)
				throws Exception {
			return on(event);
		}

	}

}
