package dev.eventsource.conformance;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

import dev.eventsource.EventSource;
import dev.eventsource.MessageEvent;
import dev.eventsource.ReadyState;
import dev.eventsource.client.EventSources;
import dev.eventsource.test.SseResponse;
import dev.eventsource.testing.Heard;
import dev.eventsource.testing.ManualTimer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * "The EventSource interface" and "Processing model" of the HTML Standard: the cases of
 * the web platform tests.
 */
class LifecycleTests {

	@RegisterExtension
	final Conversation conversation = Conversation.asInTheStandard();

	@Test
	void goesFromConnectingOverOpenToClosed() {
		CountDownLatch gate = new CountDownLatch(1);
		this.conversation.answer(SseResponse.stream().headAwaiting(gate));

		EventSource source = this.conversation.open();
		assertThat(source.readyState()).isEqualTo(ReadyState.CONNECTING);
		gate.countDown();
		this.conversation.opened().next();
		assertThat(source.readyState()).isEqualTo(ReadyState.OPEN);
		source.close();

		assertThat(source.readyState()).isEqualTo(ReadyState.CLOSED);
	}

	@Test
	void tellsErrorAtEachLossAndIsClosedByTheLast() {
		this.conversation.answer(SseResponse.stream("data:opened\n\n").end(),
				SseResponse.stream("data:reconnected\n\n").end(), SseResponse.noContent());
		List<String> told = new ArrayList<>();
		EventSource source = this.conversation.create();
		source.onMessage((message) -> told.add(message.data()));
		source.onError((error) -> told.add(error.willReconnect() ? "again" : "over"));
		source.start();

		Conversation.await(() -> told.contains("over"));
		assertThat(told).containsExactly("opened", "again", "reconnected", "again", "over");
		assertThat(source.readyState()).isEqualTo(ReadyState.CLOSED);
	}

	@Test
	void reconnectsAfterAStreamWithoutEvents() {
		this.conversation.answer(SseResponse.stream().end(), SseResponse.stream("data:data\n\n"));

		this.conversation.open();

		assertThat(this.conversation.messages().next().data()).isEqualTo("data");
	}

	@Test
	void isConnectingBetweenTwoStreams() {
		this.conversation.stopTheClock();
		this.conversation.answer(SseResponse.stream("id:2\ndata:ok\n\n").end());

		EventSource source = this.conversation.open();

		assertThat(this.conversation.messages().next().data()).isEqualTo("ok");
		assertThat(this.conversation.errors().next().willReconnect()).isTrue();
		assertThat(source.readyState()).isEqualTo(ReadyState.CONNECTING);
	}

	@Test
	void tellsNothingOfARequestThatWasGivenUp() {
		CountDownLatch gate = new CountDownLatch(1);
		this.conversation.answer(SseResponse.stream("retry:10\ndata:abc\n\n").headAwaiting(gate));
		EventSource source = this.conversation.open();
		this.conversation.server().takeRequest();

		source.close();
		gate.countDown();
		this.conversation.server().awaitClosed();

		assertThat(source.readyState()).isEqualTo(ReadyState.CLOSED);
		assertThat(this.conversation.opened().all()).isEmpty();
		assertThat(this.conversation.messages().all()).isEmpty();
		assertThat(this.conversation.server().requests()).hasSize(1);
	}

	@Test
	void bringsMessagesToTheHandlerAndToListeners() {
		Heard<MessageEvent> listener = new Heard<>();
		this.conversation.answer(SseResponse.stream("data:data\n\n"));
		this.conversation.create().addEventListener("message", listener);
		this.conversation.source().onMessage(this.conversation.messages());

		this.conversation.source().start();

		assertThat(listener.next().data()).isEqualTo("data");
		assertThat(this.conversation.messages().next().data()).isEqualTo("data");
	}

	@Test
	void connectsByBeingOpened() {
		this.conversation.server().on("/opened").enqueue(SseResponse.stream("data:data\n\n"));
		Heard<MessageEvent> messages = new Heard<>();
		Heard<Object> opened = new Heard<>();

		try (EventSource source = EventSources.open(this.conversation.server().url("/opened").toString())) {
			source.onOpen(opened::accept);
			source.onMessage(messages);

			assertThat(opened.next()).isNotNull();
			assertThat(messages.next().data()).isEqualTo("data");
			assertThat(source.url()).isEqualTo(this.conversation.server().url("/opened"));
		}
		this.conversation.server().awaitClosed();
	}

	@Test
	void worksOnAnyThread() {
		this.conversation.answer(SseResponse.stream("data:data\n\n"));

		EventSource source = CompletableFuture.supplyAsync(this.conversation::open).join();
		this.conversation.opened().next();
		this.conversation.messages().next();
		CompletableFuture.runAsync(source::close).join();

		assertThat(source.readyState()).isEqualTo(ReadyState.CLOSED);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "retry:03000|3000", "retry:3000\\nretry:1000x|3000", "retry|20",
			"retry: 3000\\nretry:  5|3000", "retry:3000\\nretry:-5|3000" })
	void waitsForTheReconnectionTime(String fields, long millis) {
		ManualTimer clock = this.conversation.stopTheClock();
		this.conversation.answer(SseResponse.stream(fields.replace("\\n", "\n") + "\ndata:x\n\n").end());
		this.conversation.open();

		Duration delay = this.conversation.delayAfter(this.conversation.errors().next());
		this.conversation.awaitTimers(2);
		clock.advance(delay.minusMillis(1));
		assertThat(this.conversation.server().requests()).hasSize(1);
		clock.advance(Duration.ofMillis(1));

		assertThat(delay).isEqualTo(Duration.ofMillis(millis));
		this.conversation.server().awaitRequests(2);
	}

}
