package dev.eventsource.conformance;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import ch.qos.logback.classic.Level;
import dev.eventsource.EventSource;
import dev.eventsource.EventSourceDeadLetterEvent;
import dev.eventsource.EventSourceState.Kind;
import dev.eventsource.MessageEvent;
import dev.eventsource.test.RecordedRequest;
import dev.eventsource.test.SseResponse;
import dev.eventsource.testing.Heard;
import dev.eventsource.testing.ManualTimer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What other clients have got wrong.
 */
class OtherClientsTests {

	@RegisterExtension
	final Conversation conversation = Conversation.resilient();

	@ParameterizedTest
	@ValueSource(strings = { "abc", "", " ", "1e3", "-1", "0x10", "1.5", "99999999999999999999999999999999" })
	void isNotEndedByABadRetry(String retry) {
		this.conversation.answer(SseResponse.stream("retry: " + retry + "\ndata: a\n\ndata: b\n\n"));

		this.conversation.open();

		assertThat(this.conversation.messages().next().data()).isEqualTo("a");
		assertThat(this.conversation.messages().next().data()).isEqualTo("b");
		assertThat(this.conversation.errors().all()).isEmpty();
	}

	@Test
	void readsTheSameWhereverTheNetworkCuts() {
		byte[] body = "\uFEFFid: 1\r\ndata: ä€\uD83D\uDE00\r\ndata: b\r\n\r\n:c\rdata:d\r\r"
			.getBytes(StandardCharsets.UTF_8);
		IntStream.range(1, body.length)
			.forEach((cut) -> this.conversation.answer(SseResponse.stream().raw(body).cut(cut).end()));

		this.conversation.open();

		for (int cut = 1; cut < body.length; cut++) {
			assertThat(this.conversation.messages().next().data()).as("cut at %d", cut).isEqualTo("ä€\uD83D\uDE00\nb");
			assertThat(this.conversation.messages().next().data()).as("cut at %d", cut).isEqualTo("d");
		}
	}

	@Test
	void takesTheMarkOfUtf16ForNoByteOrderMark() {
		byte[] marked = { (byte) 0xFE, (byte) 0xFF, 'd', 'a', 't', 'a', ':', 'a', '\n', '\n' };

		assertThat(this.conversation.read(SseResponse.stream().raw(marked).raw("data:b\n\n")))
			.extracting(MessageEvent::data)
			.containsExactly("b");
	}

	@Test
	void dispatchesNothingWithoutData() {
		assertThat(this.conversation.read(SseResponse.stream("\n\n\nevent: message\n\nid: 1\n\nretry: 10\n\n:\n\n")))
			.isEmpty();
	}

	@Test
	void movesThePositionByAnIdWithoutData() {
		this.conversation.read(SseResponse.stream("id: 7\n\n"));

		assertThat(this.conversation.server().requests().get(1).lastEventId()).hasValue("7");
	}

	@ParameterizedTest
	@ValueSource(ints = { 400, 401, 403, 404, 405, 410 })
	void asksOnceWhereItIsRefused(int status) {
		ManualTimer clock = this.conversation.stopTheClock();
		this.conversation.answer(SseResponse.status(status));

		this.conversation.open();

		assertThat(this.conversation.errors().next().reason()).isEqualTo("status-" + status);
		clock.advance(Duration.ofHours(1));
		assertThat(this.conversation.server().requests()).hasSize(1);
	}

	@Test
	void asksNoMoreAfterNoContent() {
		ManualTimer clock = this.conversation.stopTheClock();
		this.conversation.answer(SseResponse.noContent());

		this.conversation.open();

		assertThat(this.conversation.errors().next().reason()).isEqualTo("server-ended");
		clock.advance(Duration.ofHours(1));
		assertThat(this.conversation.server().requests()).hasSize(1);
	}

	@ParameterizedTest
	@ValueSource(ints = { 201, 202, 206, 226 })
	void takesNoOtherSuccessForAStream(int status) {
		this.conversation.answer(SseResponse.stream("data:a\n\n").withStatus(status));

		this.conversation.open();

		assertThat(this.conversation.errors().next().willReconnect()).isFalse();
		assertThat(this.conversation.messages().all()).isEmpty();
	}

	@Test
	void leavesAQuietStreamAlone() {
		ManualTimer clock = this.conversation.stopTheClock();
		this.conversation.answer(SseResponse.stream("data:a\n\n"));
		this.conversation.open();
		this.conversation.messages().next();

		clock.advance(Duration.ofSeconds(290));
		this.conversation.server().send("b");

		assertThat(this.conversation.messages().next().data()).isEqualTo("b");
		assertThat(this.conversation.errors().all()).isEmpty();
	}

	@Test
	void showsAndKeepsWhatItsListenerCouldNotHandle() {
		this.conversation.spec().deliveryMaxRetries(0);
		this.conversation.answer(SseResponse.stream("id:1\ndata:poison\n\nid:2\ndata:good\n\n"));
		EventSource source = this.conversation.create();
		source.onMessage(OtherClientsTests::refusePoison);
		source.onMessage(this.conversation.messages());

		source.start();

		assertThat(this.conversation.messages().next().data()).isEqualTo("poison");
		assertThat(this.conversation.messages().next().data()).isEqualTo("good");
		assertThat(this.conversation.nextPublished(EventSourceDeadLetterEvent.class).deadLetter().cause())
			.hasMessage("no poison");
		assertThat(this.conversation.meter("eventsource.dead.letters")).isEqualTo(1);
	}

	private static void refusePoison(MessageEvent message) {
		if (message.data().equals("poison")) {
			throw new IllegalArgumentException("no poison");
		}
	}

	@Test
	void neverSlowsDownNorGivesUpAfterGoodConnections() {
		this.conversation.spec().reconnectMaxAttempts(3);
		this.conversation.stopTheClock();
		this.conversation.server().always(SseResponse.stream("retry:1000\nid:1\ndata:a\n\n").end());

		this.conversation.open();

		for (int i = 0; i < 50; i++) {
			assertThat(this.conversation.passDelay()).isEqualTo(Duration.ofSeconds(1));
		}
		this.conversation.server().awaitRequests(51);
		assertThat(this.conversation.log().of(Level.WARN)).isEmpty();
	}

	@Test
	void keepsTryingThroughALongOutage() {
		ManualTimer clock = this.conversation.stopTheClock();
		this.conversation.spec().reconnectDelay(Duration.ofSeconds(2));
		this.conversation.server().refuse();
		this.conversation.answer(SseResponse.stream("data:back\n\n"));
		this.conversation.open();

		Duration outage = Duration.ZERO;
		while (outage.toHours() < 2) {
			outage = outage.plus(this.conversation.passDelay());
		}
		Duration last = this.conversation.delayAfter(this.conversation.errors().next());
		this.conversation.server().accept();
		this.conversation.awaitTimers(2);
		clock.advance(last);

		assertThat(this.conversation.messages().next().data()).isEqualTo("back");
	}

	@Test
	void sendsItsIdAfterConnectionsWithoutAnyEvent() {
		this.conversation.answer(SseResponse.stream("id:5\ndata:a\n\n").end(), SseResponse.stream().drop(),
				SseResponse.stream(":hi\n").drop(), SseResponse.dropBeforeResponse(), SseResponse.stream("data:b\n\n"));

		this.conversation.open();

		this.conversation.messages().next();
		assertThat(this.conversation.messages().next().lastEventId()).isEqualTo("5");
		List<RecordedRequest> again = this.conversation.server().requests().subList(1, 5);
		assertThat(again).allMatch((request) -> request.lastEventId().orElse("").equals("5"));
	}

	@Test
	void sharesOneConnectionAmongAllItsConsumers() {
		EventSource source = this.conversation.create();
		source.onMessage(this.conversation.messages());
		Heard<MessageEvent> subscriber = new Heard<>();
		source.events().subscribe(subscriber);
		try (Stream<MessageEvent> stream = source.stream()) {
			this.conversation.answer(SseResponse.stream("data:a\n\n"));
			source.start();

			assertThat(stream.findFirst()).get().extracting(MessageEvent::data).isEqualTo("a");
		}
		assertThat(subscriber.next()).isEqualTo(this.conversation.messages().next());
		assertThat(this.conversation.server().requests()).hasSize(1);
	}

	@Test
	void takesEventsNamedOpenAndErrorForEvents() {
		Heard<MessageEvent> named = new Heard<>();
		this.conversation.answer(SseResponse.stream("event:open\ndata:1\n\nevent:error\ndata:2\n\n"));
		EventSource source = this.conversation.create();
		source.addEventListener("open", named);
		source.addEventListener("error", named);

		source.start();

		assertThat(named.next().data()).isEqualTo("1");
		assertThat(named.next().data()).isEqualTo("2");
		assertThat(this.conversation.opened().all()).hasSize(1);
		assertThat(this.conversation.errors().all()).isEmpty();
		assertThat(this.conversation.state().kind()).isEqualTo(Kind.OPEN);
	}

	@Test
	void followsTheLatestRetry() {
		this.conversation.stopTheClock();
		this.conversation.answer(SseResponse.stream("retry:1000\ndata:hello\n\nretry:15\ndata:bye\n\n").end());

		this.conversation.open();

		assertThat(this.conversation.passDelay()).isEqualTo(Duration.ofMillis(15));
	}

}
