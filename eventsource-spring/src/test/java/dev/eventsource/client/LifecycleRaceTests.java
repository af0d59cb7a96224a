package dev.eventsource.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import dev.eventsource.EventSourceState.Kind;
import dev.eventsource.TestSpecs;
import dev.eventsource.checkpoint.Checkpoint;
import dev.eventsource.checkpoint.CheckpointStore;
import dev.eventsource.observation.SourceObservation;
import dev.eventsource.testing.FakeTransport;
import dev.eventsource.testing.SharedStore;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * All that one can ask of a source, from several threads at once.
 * {@code -Dlifecycle.calls} says how often each of them asks.
 */
@Timeout(120)
class LifecycleRaceTests {

	private static final int CALLS = Integer.getInteger("lifecycle.calls", 300);

	private static final int THREADS = 4;

	private final ExecutorService pool = Executors.newFixedThreadPool(6);

	private final ExecutorService callers = Executors.newFixedThreadPool(THREADS);

	private final SystemTimer timer = new SystemTimer();

	private final SharedStore store = new SharedStore(this.timer);

	private final ConcurrentLinkedQueue<Throwable> failures = new ConcurrentLinkedQueue<>();

	private final AtomicInteger calls = new AtomicInteger();

	private final AtomicInteger running = new AtomicInteger();

	private final AtomicInteger overlaps = new AtomicInteger();

	@AfterEach
	void end() {
		this.pool.shutdownNow();
		this.callers.shutdownNow();
		this.timer.close();
	}

	private ManagedEventSource source(String kind, FakeTransport transport) {
		SharedStore.Link link = this.store.link();
		CheckpointStore given = kind.equals("unowned") ? link.withoutOwners() : link;
		LiveEventSourceRegistry registry = new SimulatedClient(this.timer, this.pool, (name) -> given,
				(spec) -> transport, 0)
			.registry(Math::random, (name) -> SourceObservation.NONE, null);
		ManagedEventSource source = registry.add("orders", TestSpecs.with("checkpoint.store", "given"));
		source.onMessage((event) -> {
			if (this.running.incrementAndGet() > 1) {
				this.overlaps.incrementAndGet();
			}
			this.running.decrementAndGet();
		});
		return source;
	}

	private String owner() {
		return this.store.stored().map(Checkpoint::lease).map(Checkpoint.Lease::owner).orElse("");
	}

	private void callAtRandom(ManagedEventSource source, FakeTransport transport, long seed) {
		Random random = new Random(seed);
		for (int call = 0; call < CALLS; call++) {
			this.calls.incrementAndGet();
			try {
				call(random.nextInt(9), source, transport);
			}
			catch (Throwable ex) {
				this.failures.add(ex);
			}
		}
	}

	private static void call(int what, ManagedEventSource source, FakeTransport transport) {
		switch (what) {
			case 0, 1 -> source.start();
			case 2 -> source.stop();
			case 3 -> source.pause();
			case 4, 5 -> source.resume();
			case 6 -> source.reconnect();
			case 7 -> source.reset("7");
			default -> receive(transport);
		}
	}

	/** One thread at a time speaks for the server. */
	private static synchronized void receive(FakeTransport transport) {
		if (transport.count() > 0 && !transport.last().isCancelled()) {
			transport.last().open().body("id: 8\ndata: 8\n\n");
		}
	}

	private void race(ManagedEventSource source, FakeTransport transport) {
		List<CompletableFuture<Void>> calls = new ArrayList<>();
		IntStream.range(0, THREADS)
			.forEach((seed) -> calls
				.add(CompletableFuture.runAsync(() -> callAtRandom(source, transport, seed), this.callers)));
		assertThat(CompletableFuture.allOf(calls.toArray(CompletableFuture<?>[]::new))).succeedsWithin(100,
				TimeUnit.SECONDS);
	}

	@ParameterizedTest
	@ValueSource(strings = { "owned", "unowned" })
	void leavesASourceThatStillStartsAndStops(String kind) {
		FakeTransport transport = new FakeTransport();
		ManagedEventSource source = source(kind, transport);

		race(source, transport);

		source.stop();
		Awaitility.await().untilAsserted(() -> assertThat(source.state().kind()).isEqualTo(Kind.CLOSED));
		assertThat(transport.live()).isZero();
		source.start();
		Awaitility.await().untilAsserted(() -> assertThat(source.state().kind()).isEqualTo(Kind.CONNECTING));
		Awaitility.await().untilAsserted(() -> assertThat(transport.live()).isEqualTo(1));
		assertThat(this.failures).isEmpty();
		assertThat(this.overlaps).hasValue(0);
		source.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "owned", "unowned" })
	void leavesNothingBehindAfterAClose(String kind) {
		FakeTransport transport = new FakeTransport();
		ManagedEventSource source = source(kind, transport);
		CompletableFuture<Void> close = CompletableFuture.runAsync(() -> {
			Awaitility.await().until(() -> this.calls.get() > THREADS * CALLS / 2);
			source.close();
		});

		race(source, transport);

		assertThat(close).succeedsWithin(20, TimeUnit.SECONDS);
		assertThat(source.state().kind()).isEqualTo(Kind.CLOSED);
		Awaitility.await().untilAsserted(() -> assertThat(transport.live()).isZero());
		Awaitility.await().untilAsserted(() -> assertThat(owner()).isEmpty());
		assertThat(this.failures).allMatch((failure) -> failure instanceof IllegalStateException);
	}

}
