package dev.eventsource.client;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

import dev.eventsource.MessageEvent;
import dev.eventsource.ReadyState;
import dev.eventsource.TestSpecs;
import dev.eventsource.checkpoint.CheckpointStore;
import dev.eventsource.test.SseResponse;
import dev.eventsource.test.SseTestServer;
import dev.eventsource.testing.Heard;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Who closes a source leaves its position to the next one: when that returns, not later.
 */
class HandOverTests {

	@TempDir
	private Path directory;

	private final SseTestServer server = SseTestServer.start();

	private final CountDownLatch mayReturn = new CountDownLatch(1);

	private final Heard<MessageEvent> first = new Heard<>();

	private final Heard<MessageEvent> second = new Heard<>();

	@BeforeEach
	void serve() {
		this.server.on("/stream").enqueue(SseResponse.stream().event("message", "1", "one").stayOpen());
		this.server.on("/stream").enqueue(SseResponse.stream().event("message", "2", "two").stayOpen());
	}

	@AfterEach
	void close() {
		this.mayReturn.countDown();
		this.server.close();
	}

	private ManagedEventSource source(Heard<MessageEvent> heard) {
		ManagedEventSource source = EventSources.builder(WebClient.builder())
			.name("orders")
			.spec(TestSpecs.with("url", this.server.url("/stream").toString()))
			.checkpointStore(CheckpointStore.file(this.directory))
			.build();
		source.onMessage(heard);
		return source;
	}

	@Test
	void whatIsClosedCanBeOpenedAnewAtOnce() {
		ManagedEventSource before = source(this.first);
		before.start();
		this.first.next();

		before.close();
		ManagedEventSource after = source(this.second);
		after.start();

		assertThat(this.second.next().data()).isEqualTo("two");
		assertThat(this.server.on("/stream").requests().get(1).lastEventId()).contains("1");
		after.close();
	}

	@Test
	void closingWaitsForTheListenerThatRuns() throws Exception {
		ManagedEventSource before = source(this.first);
		before.onMessage((event) -> hold());
		before.start();
		this.first.next();

		CompletableFuture<Void> closed = CompletableFuture.runAsync(before::close);
		this.server.on("/stream").requests().get(0).awaitPeerGone();
		assertThat(before.readyState()).isEqualTo(ReadyState.CLOSED);
		assertThat(closed).isNotDone();
		this.mayReturn.countDown();

		assertThat(closed).succeedsWithin(Duration.ofSeconds(10));
		assertThat(CheckpointStore.file(this.directory).load("orders").orElseThrow().lastEventId()).isEqualTo("1");
	}

	private void hold() {
		try {
			this.mayReturn.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@Test
	void aListenerThatClosesItsSourceDoesNotWaitForItself() {
		ManagedEventSource before = source(this.first);
		Heard<String> returned = new Heard<>();
		before.onMessage((event) -> {
			before.close();
			returned.accept(before.state().reason());
		});

		before.start();

		assertThat(returned.next()).isEqualTo("closed");
	}

	@Test
	void aRemovedSourceCanBeRegisteredAnewAtOnce() {
		LiveEventSourceRegistry registry = LiveEventSourceRegistry.builder(WebClient.builder()).build();
		Object[] settings = { "url", this.server.url("/stream").toString(), "checkpoint.store", "file",
				"checkpoint.directory", this.directory.toString() };
		registry.register("orders", TestSpecs.with(settings)).onMessage(this.first);
		this.first.next();

		registry.remove("orders");
		registry.register("orders", TestSpecs.with(settings)).onMessage(this.second);

		assertThat(this.second.next().data()).isEqualTo("two");
		registry.close();
		assertThat(CheckpointStore.file(this.directory).load("orders").orElseThrow().lastEventId()).isEqualTo("2");
	}

}
