package dev.eventsource.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

import dev.eventsource.EventSource;
import dev.eventsource.EventSourceSpec;
import dev.eventsource.MessageEvent;
import dev.eventsource.checkpoint.Checkpoint;
import dev.eventsource.checkpoint.CheckpointStore;
import dev.eventsource.test.SseResponse;
import dev.eventsource.test.SseTestServer;
import dev.eventsource.testing.Heard;
import dev.eventsource.testing.ManualExecutor;
import dev.eventsource.testing.ManualTimer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.scheduler.Schedulers;

import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Calls that cross each other, or come from where waiting would never end.
 */
@Timeout(10)
class SourceControlTests {

	private final SseTestServer server = SseTestServer.start();

	private final ManualTimer timer = new ManualTimer();

	private final EventSource source = builder().build();

	private final Heard<MessageEvent> messages = new Heard<>();

	private final CountDownLatch stopped = new CountDownLatch(1);

	private EventSourceBuilder builder() {
		return EventSources.builder(WebClient.builder()).url(this.server.url("/stream").toString());
	}

	@AfterEach
	void close() {
		this.source.close();
		this.server.close();
	}

	private void stop() {
		this.source.stop();
		this.stopped.countDown();
	}

	// the connection may be in a turn of another thread
	private void awaitStopped() {
		Awaitility.await().until(() -> this.source.state().reason().equals("stopped"));
	}

	@Test
	void stopsFromInsideOnOpen() throws Exception {
		this.server.on("/stream").always(SseResponse.stream().stayOpen());
		this.source.onMessage(this.messages);
		this.source.onOpen((opened) -> stop());

		this.source.start();

		this.stopped.await();
		awaitStopped();
	}

	@Test
	void stopsFromInsideOnError() throws Exception {
		this.server.on("/stream").always(SseResponse.status(503));
		this.source.onMessage(this.messages);
		this.source.onError((error) -> stop());

		this.source.start();

		this.stopped.await();
		awaitStopped();
	}

	@Test
	void stopsFromInsideALoop() {
		this.server.on("/stream").always(SseResponse.stream().data("a").stayOpen());
		try (Stream<MessageEvent> events = this.source.stream()) {
			this.source.start();
			Iterator<MessageEvent> loop = events.iterator();
			loop.next();

			this.source.stop();

			awaitStopped();
		}
	}

	@Test
	void theLastOfTwoResetsCounts() throws Exception {
		this.server.on("/stream").always(SseResponse.stream().event("message", "1", "a").stayOpen());
		CountDownLatch reset = new CountDownLatch(1);
		this.source.onMessage((event) -> {
			this.messages.accept(event);
			if (this.messages.all().size() == 1) {
				this.source.reset("5");
				this.source.stop();
				this.source.start();
				this.source.reset("7");
				reset.countDown();
			}
		});
		this.source.start();
		reset.await();

		this.messages.next();
		this.messages.next();

		assertThat(this.server.on("/stream").requests()).hasSize(2);
		assertThat(this.server.on("/stream").requests().get(1).lastEventId()).contains("7");
	}

	@Test
	void aStoppedSourceNoLongerTriesToReadItsPosition() {
		List<String> reads = new ArrayList<>();
		CheckpointStore down = new CheckpointStore() {

			@Override
			public Optional<Checkpoint> load(String key) {
				reads.add(key);
				throw new IllegalStateException("store is down");
			}

			@Override
			public boolean replace(Checkpoint next) {
				return true;
			}

		};
		EventSource unreadable = builder().checkpointStore(down).timer(this.timer).storeExecutor(Runnable::run).build();
		unreadable.onMessage(this.messages);
		unreadable.start();
		this.timer.advance(Duration.ofSeconds(2));
		assertThat(reads).hasSize(2);

		unreadable.stop();
		this.timer.advance(Duration.ofMinutes(1));

		assertThat(reads).hasSize(2);
	}

	@Test
	void aListenerThatComesBeforeTheStartIsCompleteMissesNothing() {
		this.server.on("/stream").always(SseResponse.stream().event("message", "6", "a").stayOpen());
		ManualExecutor executor = new ManualExecutor();
		try (EventSource waiting = builder().executor(executor).build()) {
			waiting.start();
			SimulatedClient.beginReset((ManagedEventSource) waiting, "5");

			waiting.onMessage(this.messages);

			Awaitility.await().until(() -> {
				executor.runAll();
				return !this.messages.all().isEmpty();
			});
		}
	}

	@Test
	void aPositionMovedOnAnEventLoopIsStoredElsewhere() {
		// without an id there is nothing else to store, and the stop ends where it began
		this.server.on("/stream").always(SseResponse.stream().data("a").stayOpen());
		Heard<Boolean> blocking = new Heard<>();
		EventSourceSpec direct = EventSourceSpec.builder(this.server.url("/stream").toString())
			.deliveryExecutor("direct")
			.build();
		try (EventSource moved = builder().spec(direct).checkpointStore(new WatchedStore(blocking)).build()) {
			moved.onMessage((event) -> {
				this.messages.accept(event);
				if (this.messages.all().size() == 1) {
					moved.reset("7");
				}
			});
			moved.start();

			assertThat(blocking.next()).isTrue();
		}
	}

	/** Tells whether it is written to where blocking is allowed. */
	private record WatchedStore(Heard<Boolean> blocking) implements CheckpointStore {

		@Override
		public Optional<Checkpoint> load(String key) {
			return Optional.empty();
		}

		@Override
		public boolean replace(Checkpoint next) {
			this.blocking.accept(!Schedulers.isInNonBlockingThread());
			return true;
		}

	}

}
