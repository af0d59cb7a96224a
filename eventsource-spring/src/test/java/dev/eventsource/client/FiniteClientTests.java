package dev.eventsource.client;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import dev.eventsource.EventSourceSpec;
import dev.eventsource.EventSourceSpecBuilder;
import dev.eventsource.MessageEvent;
import dev.eventsource.PayloadConversionException;
import dev.eventsource.test.RecordedRequest;
import dev.eventsource.test.SseResponse;
import dev.eventsource.test.SseTestServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.core.io.ByteArrayResource;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link EventSourceClient}: questions, and answers as they should be.
 */
class FiniteClientTests {

	private static final Duration LONG = Duration.ofSeconds(20);

	private final SseTestServer server = SseTestServer.start();

	private final EventSourceClient client = EventSourceClient.create(asking().completeOnData("[DONE]").build());

	private EventSourceSpecBuilder asking() {
		return EventSourceSpec.builder(this.server.url("/ask").toString());
	}

	@AfterEach
	void close() {
		this.client.close();
		this.server.close();
	}

	private void answer(String... data) {
		this.server.enqueue(Stream.of(data)
			.reduce(SseResponse.stream(), (stream, text) -> stream.data(text), (left, right) -> right)
			.stayOpen());
	}

	@Test
	void sendsTheBodyAndGivesTheEventsUpToTheMark() {
		answer("1", "2", "[DONE]", "3");

		List<String> data = this.client.exchange("{\"q\":1}", String.class).collectList().block(LONG);

		assertThat(data).containsExactly("1", "2");
		RecordedRequest request = this.server.takeRequest();
		assertThat(request.method()).isEqualTo("POST");
		assertThat(request.bodyText()).isEqualTo("{\"q\":1}");
		assertThat(request.header("Content-Type")).contains("application/json");
		assertThat(request.header("Content-Length")).contains("7");
	}

	@Test
	void readsNothingBehindTheMarkInTheSamePiece() {
		this.server.enqueue(SseResponse.stream("data: 1\n\ndata: [DONE]\n\ndata: 3\n\n").stayOpen());

		assertThat(this.client.exchange("q", String.class).collectList().block(LONG)).containsExactly("1");
	}

	@Test
	void closesTheConnectionBehindTheMark() {
		answer("1", "[DONE]");

		this.client.exchange("q").blockLast(LONG);

		this.server.awaitClosed();
		assertThat(this.client.underWay()).isZero();
	}

	@Test
	void asksAnewForEachSubscription() {
		answer("1", "[DONE]");
		answer("2", "[DONE]");
		Flux<String> answer = this.client.exchange("q", String.class);

		assertThat(this.server.requests()).isEmpty();
		assertThat(answer.blockLast(LONG)).isEqualTo("1");
		assertThat(answer.blockLast(LONG)).isEqualTo("2");
	}

	@Test
	void givesEventsAsTheyCome() {
		CountDownLatch gate = new CountDownLatch(1);
		this.server.enqueue(SseResponse.stream().data("1").awaiting(gate).data("[DONE]").stayOpen());

		try (Stream<String> answer = this.client.stream("q", String.class)) {
			var events = answer.iterator();
			assertThat(events.next()).isEqualTo("1");
			gate.countDown();
			assertThat(events.hasNext()).isFalse();
		}
	}

	@Test
	void closingABlockingStreamClosesTheConnection() {
		answer("1", "2");

		try (Stream<MessageEvent> answer = this.client.stream("q")) {
			assertThat(answer.findFirst()).map(MessageEvent::data).contains("1");
		}

		this.server.awaitClosed();
	}

	@Test
	void cancellingClosesTheConnection() {
		answer("1", "2");

		this.client.exchange("q").take(1).blockLast(LONG);

		this.server.awaitClosed();
		assertThat(this.client.underWay()).isZero();
	}

	@Test
	void deliversTheEventWhoseTypeEndsTheStream() {
		this.server.enqueue(SseResponse.stream().event("delta", "", "1").event("response.failed", "", "2").stayOpen());
		try (EventSourceClient client = EventSourceClient
			.create(asking().completeOnEvent("response.completed, response.failed").build())) {
			List<String> types = client.exchange("q").map(MessageEvent::type).collectList().block(LONG);

			assertThat(types).containsExactly("delta", "response.failed");
		}
	}

	@Test
	void endsWithTheBodyWhereNothingMarksTheEnd() {
		this.server.enqueue(SseResponse.stream().data("1").data("2").end());
		try (EventSourceClient client = EventSourceClient.create(asking().build())) {
			assertThat(client.exchange(null, String.class).collectList().block(LONG)).containsExactly("1", "2");
			assertThat(this.server.takeRequest().method()).isEqualTo("GET");
		}
	}

	@Test
	void sendsObjectsAsJson() {
		answer("[DONE]");

		this.client.exchange(Map.of("stream", true)).blockLast(LONG);

		assertThat(this.server.takeRequest().bodyText()).isEqualTo("{\"stream\":true}");
	}

	@Test
	void sendsBytesAndResourcesAsTheyAre() {
		answer("[DONE]");
		answer("[DONE]");

		this.client.exchange(new byte[] { 'a', 0 }).blockLast(LONG);
		this.client.exchange(new ByteArrayResource(new byte[] { 'b', 1 })).blockLast(LONG);

		assertThat(this.server.takeRequest().body()).containsExactly('a', 0);
		assertThat(this.server.takeRequest().body()).containsExactly('b', 1);
	}

	@Test
	void asksASupplierForEachAttempt() {
		this.server.enqueue(SseResponse.status(503).header("Retry-After", "0"));
		answer("[DONE]");
		AtomicInteger attempts = new AtomicInteger();
		EventSourceSpec quick = asking().completeOnData("[DONE]").reconnectDelay(Duration.ofMillis(1)).build();

		try (EventSourceClient client = EventSourceClient.create(quick)) {
			client.exchange((java.util.function.Supplier<String>) () -> "try " + attempts.incrementAndGet())
				.blockLast(LONG);
		}

		assertThat(this.server.takeRequest().bodyText()).isEqualTo("try 1");
		assertThat(this.server.takeRequest().bodyText()).isEqualTo("try 2");
	}

	@Test
	void sendsTheConfiguredBodyWhereNoneIsGiven() {
		this.server.enqueue(SseResponse.stream().data("1").end());
		EventSourceSpec spec = asking().method("PUT").header("Content-Type", "text/plain").body("hello ✓").build();

		try (EventSourceClient client = EventSourceClient.create(spec)) {
			client.exchange(null).blockLast(LONG);
		}

		RecordedRequest request = this.server.takeRequest();
		assertThat(request.method()).isEqualTo("PUT");
		assertThat(request.bodyText()).isEqualTo("hello ✓");
		assertThat(request.header("content-type")).contains("text/plain");
	}

	@Test
	void convertsToGenericTypesAndLeavesOutWhatStandsForNothing() {
		answer("[1,2]", "null", "[3]", "[DONE]");

		List<List<Integer>> values = this.client.exchange("q", new ParameterizedTypeReference<List<Integer>>() {
		}).collectList().block(LONG);

		assertThat(values).containsExactly(List.of(1, 2), List.of(3));
	}

	@Test
	void failsAndClosesWhenDataDoesNotFit() {
		answer("1", "secret", "2");

		assertThatExceptionOfType(PayloadConversionException.class)
			.isThrownBy(() -> this.client.exchange("q", Integer.class).blockLast(LONG))
			.withMessageNotContaining("secret");

		this.server.awaitClosed();
	}

	@Test
	void runsManyExchangesAtOnce() {
		this.server.always((request) -> SseResponse.stream().data(request.bodyText()).data("[DONE]").stayOpen());

		List<String> answers = Flux.range(0, 40)
			.flatMap((number) -> this.client.exchange("" + number, String.class), 40)
			.collectList()
			.block(LONG);

		assertThat(answers).hasSize(40).doesNotHaveDuplicates();
		this.server.awaitClosed();
	}

	@Test
	void makesTheServerWaitForASlowSubscriber() {
		this.server.enqueue(SseResponse.stream().endless(("data: " + "x".repeat(1000) + "\n\n").getBytes()));
		Slow subscriber = new Slow();

		this.client.exchange("q").subscribe(subscriber);

		subscriber.request(1);
		RecordedRequest request = this.server.takeRequest();
		long written = request.awaitBlockedWrite(Duration.ofMillis(500));
		assertThat(written).isLessThan(20_000_000);
		assertThat(subscriber.seen.get()).isEqualTo(1);
		subscriber.cancel();
		request.awaitPeerGone();
	}

	/** Takes nothing unless told to. */
	private static final class Slow extends BaseSubscriber<MessageEvent> {

		private final AtomicInteger seen = new AtomicInteger();

		@Override
		protected void hookOnSubscribe(org.reactivestreams.Subscription subscription) {
			// nothing is asked for yet
		}

		@Override
		protected void hookOnNext(MessageEvent event) {
			this.seen.incrementAndGet();
		}

	}

}
