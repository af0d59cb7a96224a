package dev.eventsource.client;

import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.CountDownLatch;

import dev.eventsource.EventSource;
import dev.eventsource.EventSourceErrorEvent;
import dev.eventsource.EventSourceOpenedEvent;
import dev.eventsource.EventSourceSpec;
import dev.eventsource.EventSourceSpecBuilder;
import dev.eventsource.EventSourceState;
import dev.eventsource.MessageEvent;
import dev.eventsource.ReadyState;
import dev.eventsource.checkpoint.Checkpoint;
import dev.eventsource.checkpoint.CheckpointStore;
import dev.eventsource.test.SseResponse;
import dev.eventsource.test.SseTestServer;
import dev.eventsource.testing.Heard;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class EventSourcesTests {

	private final SseTestServer server = SseTestServer.start();

	private final EventSource source = EventSources.builder(WebClient.builder()).spec(quick().build()).build();

	private final Heard<MessageEvent> messages = new Heard<>();

	private final Heard<EventSourceErrorEvent> errors = new Heard<>();

	private EventSourceSpecBuilder quick() {
		return EventSourceSpec.builder(this.server.url("/stream").toString())
			.reconnectDelay(Duration.ofMillis(20))
			.reconnectMinDelay(Duration.ofMillis(10))
			.reconnectJitter(0);
	}

	@AfterEach
	void close() {
		this.source.close();
		this.server.close();
	}

	@Test
	void deliversMessagesAndNamedEvents() {
		this.server.on("/stream")
			.enqueue(SseResponse.stream().data("hello").event("price", "7", "{\"v\":1}").stayOpen());
		Heard<MessageEvent> prices = new Heard<>();
		this.source.onMessage(this.messages);
		this.source.addEventListener("price", prices);

		this.source.start();

		assertThat(this.messages.next().data()).isEqualTo("hello");
		MessageEvent price = prices.next();
		assertThat(price.lastEventId()).isEqualTo("7");
		assertThat(price.origin()).isEqualTo("http://127.0.0.1:" + this.server.port());
		assertThat(this.source.readyState()).isEqualTo(ReadyState.OPEN);
		assertThat(this.source.lastEventId()).isEqualTo("7");
	}

	@Test
	void doesNotConnectWithoutListener() {
		this.source.start();

		assertThat(this.source.readyState()).isEqualTo(ReadyState.CLOSED);
		assertThat(this.source.state().reason()).isEqualTo("no-listener");
		assertThat(this.server.on("/stream").requests()).isEmpty();
	}

	@Test
	void connectsWhenTheFirstListenerComes() {
		this.server.on("/stream").enqueue(SseResponse.stream().data("hello").stayOpen());
		this.source.start();

		this.source.onMessage(this.messages);

		assertThat(this.messages.next().data()).isEqualTo("hello");
	}

	@Test
	void openConnectsAtOnceAndKeepsEventsForTheFirstListener() {
		this.server.on("/stream").enqueue(SseResponse.stream().data("hello").stayOpen());

		try (EventSource opened = EventSources.open(this.server.url("/stream").toString())) {
			this.server.on("/stream").awaitConnected();
			opened.onMessage(this.messages);

			assertThat(this.messages.next().data()).isEqualTo("hello");
		}
	}

	@Test
	void reconnectsWithTheLastReceivedId() {
		this.server.on("/stream")
			.enqueue(SseResponse.stream().event("message", "1", "a").raw("id: 2\ndata: torn").reset(),
					SseResponse.stream().event("message", "2", "b").stayOpen());
		this.source.onMessage(this.messages);
		this.source.onError(this.errors);

		this.source.start();

		assertThat(this.messages.next().data()).isEqualTo("a");
		assertThat(this.messages.next().data()).isEqualTo("b");
		assertThat(this.errors.next().willReconnect()).isTrue();
		assertThat(this.server.on("/stream").requests().get(1).lastEventId()).contains("1");
	}

	@Test
	void tellsOpenBeforeTheFirstMessage() {
		this.server.on("/stream").enqueue(SseResponse.stream().data("hello").stayOpen());
		Heard<Object> told = new Heard<>();
		this.source.onOpen(told::accept);
		this.source.onMessage(told::accept);

		this.source.start();

		assertThat(told.next()).isInstanceOf(EventSourceOpenedEvent.class);
		assertThat(told.next()).isInstanceOf(MessageEvent.class);
	}

	@Test
	void refusalIsTheEnd() {
		this.server.on("/stream").enqueue(SseResponse.status(401));
		this.source.onMessage(this.messages);
		this.source.onError(this.errors);

		this.source.start();

		EventSourceErrorEvent error = this.errors.next();
		assertThat(error.willReconnect()).isFalse();
		assertThat(error.reason()).isEqualTo("status-401");
		assertThat(this.source.state().kind()).isEqualTo(EventSourceState.Kind.FAILED);
	}

	@Test
	void startTriesAgainAfterARefusal() {
		this.server.on("/stream").enqueue(SseResponse.status(401), SseResponse.stream().data("hello").stayOpen());
		this.source.onMessage(this.messages);
		this.source.onError(this.errors);
		this.source.start();
		this.errors.next();

		this.source.start();

		assertThat(this.messages.next().data()).isEqualTo("hello");
	}

	@Test
	void stopAndStartGoOnFromTheHandledId() {
		this.server.on("/stream")
			.enqueue(SseResponse.stream().event("message", "1", "a").event("message", "2", "b").stayOpen(),
					SseResponse.stream().event("message", "3", "c").stayOpen());
		this.source.onMessage(this.messages);
		this.source.start();
		this.messages.next();
		this.messages.next();

		this.source.stop();
		assertThat(this.source.state().reason()).isEqualTo("stopped");
		this.source.start();

		assertThat(this.messages.next().data()).isEqualTo("c");
		assertThat(this.server.on("/stream").requests().get(1).lastEventId()).contains("2");
	}

	@Test
	void pauseReleasesTheConnectionAndResumeGoesOnFromTheReceivedId() {
		this.server.on("/stream")
			.enqueue(SseResponse.stream().event("message", "1", "a").stayOpen(),
					SseResponse.stream().event("message", "2", "b").stayOpen());
		this.source.onMessage(this.messages);
		this.source.start();
		this.messages.next();

		this.source.pause();
		this.server.awaitClosed();
		assertThat(this.source.state().kind()).isEqualTo(EventSourceState.Kind.PAUSED);
		this.source.resume();

		assertThat(this.messages.next().data()).isEqualTo("b");
		assertThat(this.server.on("/stream").requests().get(1).lastEventId()).contains("1");
	}

	@Test
	void controlHoldsNoLockWhileListenersRun() throws Exception {
		EventSourceSpec direct = quick().deliveryExecutor("direct").build();
		this.server.on("/stream").always(SseResponse.stream().data("a").data("b").stayOpen());
		ReentrantLock users = new ReentrantLock();
		try (EventSource source = EventSources.builder(WebClient.builder()).spec(direct).build()) {
			source.onMessage((event) -> {
				users.lock();
				this.messages.accept(event);
				users.unlock();
			});
			source.start();
			this.messages.next();
			for (int i = 0; i < 200; i++) {
				Thread other = new Thread(source::resume);
				users.lock();
				source.pause();
				other.start();
				source.resume();
				users.unlock();
				other.join(Duration.ofSeconds(10).toMillis());
				assertThat(other.isAlive()).isFalse();
			}
		}
	}

	@Test
	void closeReleasesTheConnectionForGood() {
		this.server.on("/stream").enqueue(SseResponse.stream().data("hello").stayOpen());
		this.source.onMessage(this.messages);
		this.source.start();
		this.messages.next();

		this.source.close();
		this.source.close();

		this.server.awaitClosed();
		assertThat(this.source.readyState()).isEqualTo(ReadyState.CLOSED);
		assertThatIllegalStateException().isThrownBy(this.source::start);
	}

	@Test
	void nothingFollowsACloseFromInsideAListener() {
		this.server.on("/stream").enqueue(SseResponse.stream().data("a").data("b").data("c").end());
		CountDownLatch closed = new CountDownLatch(1);
		this.source.onMessage((event) -> {
			this.messages.accept(event);
			this.source.close();
			closed.countDown();
		});

		this.source.start();

		this.messages.next();
		this.server.awaitClosed();
		assertThat(this.messages.all()).hasSize(1);
	}

	@Test
	void resetMovesThePosition() {
		this.server.on("/stream")
			.enqueue(SseResponse.stream().event("message", "5", "e").stayOpen(),
					SseResponse.stream().event("message", "3", "c").stayOpen());
		this.source.onMessage(this.messages);
		this.source.start();
		this.messages.next();

		this.source.reset("2");

		assertThat(this.messages.next().data()).isEqualTo("c");
		assertThat(this.server.on("/stream").requests().get(1).lastEventId()).contains("2");
	}

	@Test
	void keepsThePositionInTheStoreThatWasGiven() {
		this.server.on("/stream").always(SseResponse.stream().event("message", "5", "e").stayOpen());
		CheckpointStore store = CheckpointStore.inMemory();
		EventSourceBuilder builder = EventSources.builder(WebClient.builder()).spec(quick().build());
		try (EventSource stored = builder.name("stored").checkpointStore(store).build()) {
			stored.onMessage(this.messages);
			stored.start();
			this.messages.next();

			stored.stop();
		}

		assertThat(store.load("stored")).map(Checkpoint::lastEventId).contains("5");
	}

	@Test
	void reconnectDoesNotWait() {
		this.server.on("/stream")
			.enqueue(SseResponse.stream().event("message", "1", "a").stayOpen(),
					SseResponse.stream().event("message", "2", "b").stayOpen());
		this.source.onMessage(this.messages);
		this.source.start();
		this.messages.next();

		this.source.reconnect();

		assertThat(this.messages.next().data()).isEqualTo("b");
	}

}
