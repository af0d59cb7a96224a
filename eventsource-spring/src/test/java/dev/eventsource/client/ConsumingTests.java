package dev.eventsource.client;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

import dev.eventsource.EventSource;
import dev.eventsource.EventSourceErrorEvent;
import dev.eventsource.EventSourceSpec;
import dev.eventsource.EventSourceSpecBuilder;
import dev.eventsource.FailureAction;
import dev.eventsource.MessageEvent;
import dev.eventsource.Registration;
import dev.eventsource.test.SseResponse;
import dev.eventsource.test.SseTestServer;
import dev.eventsource.testing.Heard;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;

class ConsumingTests {

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
	void aClosedStreamEndsSubscribers() {
		this.server.on("/stream").enqueue(SseResponse.stream().data("a").data("b").stayOpen());

		StepVerifier.create(this.source.events().map(MessageEvent::data))
			.then(this.source::start)
			.expectNext("a", "b")
			.then(this.source::close)
			.expectComplete()
			.verify(Duration.ofSeconds(10));
	}

	@Test
	void aRefusedStreamFailsSubscribers() {
		this.server.on("/stream").enqueue(SseResponse.status(404));

		StepVerifier.create(this.source.events())
			.then(this.source::start)
			.expectErrorMatches((failure) -> failure.getMessage().contains("404"))
			.verify(Duration.ofSeconds(10));
	}

	@Test
	void whoComesAfterTheRefusalIsToldOfIt() {
		this.server.on("/stream").enqueue(SseResponse.status(404));
		this.source.onMessage(this.messages);
		this.source.onError(this.errors);
		this.source.start();
		this.errors.next();
		StepVerifier.create(this.source.events()).expectError().verify(Duration.ofSeconds(10));
	}

	@Test
	void subscribersStayAfterANewStart() {
		this.server.on("/stream").enqueue(SseResponse.noContent(), SseResponse.stream().data("a").stayOpen());
		StepVerifier.create(this.source.events()).then(this.source::start).verifyComplete();

		this.source.onMessage(this.messages);
		this.source.start();
		this.messages.next();

		StepVerifier.create(this.source.events().map(MessageEvent::data))
			.then(() -> this.server.on("/stream").send("b"))
			.expectNext("b")
			.thenCancel()
			.verify(Duration.ofSeconds(10));
	}

	@Test
	void eventsAreHandledOneAfterAnotherByPublishers() {
		this.server.on("/stream").enqueue(SseResponse.stream().data("a").data("b").data("c").stayOpen());
		Mono<Void> handling = this.source
			.events((event) -> Mono.delay(Duration.ofMillis(5)).doOnNext((tick) -> this.messages.accept(event)));
		reactor.core.Disposable subscription = handling.subscribe();

		this.source.start();

		assertThat(List.of(this.messages.next().data(), this.messages.next().data(), this.messages.next().data()))
			.containsExactly("a", "b", "c");
		subscription.dispose();
	}

	@Test
	void aLoopTakesEventsOnItsOwnThread() {
		this.server.on("/stream").enqueue(SseResponse.stream().data("a").data("b").stayOpen());

		try (Stream<MessageEvent> events = this.source.stream()) {
			this.source.start();

			assertThat(events.limit(2).map(MessageEvent::data)).containsExactly("a", "b");
		}
	}

	@Test
	void aListenerThatSleepsStopsTheSocketFromBeingRead() throws Exception {
		byte[] event = ("data: " + "x".repeat(1000) + "\n\n").getBytes();
		this.server.on("/stream").enqueue(SseResponse.stream().endless(event));
		CountDownLatch asleep = new CountDownLatch(1);
		this.source.onMessage((message) -> {
			this.messages.accept(message);
			await(asleep);
		});

		this.source.start();
		this.messages.next();
		long written = this.server.on("/stream").requests().get(0).awaitBlockedWrite(Duration.ofMillis(500));

		assertThat(written).isLessThan(16 * 1024 * 1024);
		asleep.countDown();
		this.messages.next();
	}

	@Test
	void aPoisonEventBecomesADeadLetterAndTheStreamGoesOn() {
		EventSourceSpec spec = quick().deliveryRetryDelay(Duration.ofMillis(1)).build();
		this.server.on("/stream").enqueue(SseResponse.stream().data("bad").data("good").stayOpen());
		try (EventSource strict = EventSources.builder(WebClient.builder()).spec(spec).build()) {
			strict.onMessage((event) -> {
				this.messages.accept(event);
				if (event.data().equals("bad")) {
					throw new IllegalStateException("no");
				}
			});
			strict.start();

			Stream.generate(this.messages::next).filter((event) -> event.data().equals("good")).findFirst();

			assertThat(this.messages.all()).hasSize(5);
			assertThat(((ManagedEventSource) strict).deadLetters()).singleElement()
				.satisfies((letter) -> assertThat(letter.event().data()).isEqualTo("bad"));
		}
	}

	@Test
	void aPoisonEventStopsTheSourceWhenToldTo() {
		EventSourceSpec spec = quick().deliveryMaxRetries(0).deliveryOnFailure(FailureAction.STOP).build();
		this.server.on("/stream").always(SseResponse.stream().event("message", "1", "bad").stayOpen());
		try (EventSource strict = EventSources.builder(WebClient.builder()).spec(spec).build()) {
			strict.onError(this.errors);
			strict.onMessage((event) -> {
				throw new IllegalStateException("no");
			});

			strict.start();

			assertThat(this.errors.next().reason()).isEqualTo("listener-failed");
			assertThat(((ManagedEventSource) strict).facts().position().committedId()).isEmpty();
		}
	}

	@Test
	void aRemovedListenerIsNotCalled() {
		this.server.on("/stream").enqueue(SseResponse.stream().data("a").stayOpen());
		Heard<MessageEvent> removed = new Heard<>();
		Registration registration = this.source.onMessage(removed);
		this.source.onMessage(this.messages);

		registration.remove();
		this.source.start();

		this.messages.next();
		assertThat(removed.all()).isEmpty();
	}

	private static void await(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
