package dev.eventsource.conformance;

import java.util.zip.GZIPOutputStream;
import java.nio.charset.StandardCharsets;
import java.io.IOException;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.time.Instant;

import ch.qos.logback.classic.Level;
import dev.eventsource.EventSourceSkippedEvent;
import dev.eventsource.EventSourceState.Kind;
import dev.eventsource.MessageEvent;
import dev.eventsource.test.RecordedRequest;
import dev.eventsource.test.SseResponse;
import dev.eventsource.test.SseStream;
import dev.eventsource.testing.ManualTimer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/**
 * Rows of the failure table in {@code docs/conformance.md}: streams that break, dry up or
 * never end.
 */
@ParameterizedClass
@EnumSource(Wire.class)
class StreamFailureTests {

	@RegisterExtension
	final Conversation conversation;

	StreamFailureTests(Wire wire) {
		this.conversation = Conversation.over(wire);
	}

	private void lost(String reason) {
		new Outcome(this.conversation).lost(reason);
	}

	private void goesOnAfterATornEvent(SseStream torn, String reason) {
		this.conversation.answer(torn, SseResponse.stream("id:2\ndata:b\n\n"));

		this.conversation.open();

		assertThat(this.conversation.messages().next().data()).isEqualTo("a");
		lost(reason);
		assertThat(this.conversation.messages().next().data()).isEqualTo("b");
		assertThat(this.conversation.messages().all()).hasSize(2);
		assertThat(this.conversation.server().requests().get(1).lastEventId()).hasValue("1");
		assertThat(this.conversation.log().of(Level.WARN)).singleElement().asString().contains("lost (" + reason + ")");
		assertThat(this.conversation.log().of(Level.INFO).get(1)).contains("resumed after").endsWith("from id '1'");
	}

	@Test
	void f03AResetInTheMiddleOfAnEventLosesNothing() {
		goesOnAfterATornEvent(SseResponse.stream("id:1\ndata:a\n\nid:2\ndata:b\n").reset(), "reset");
	}

	@Test
	void f04APeerThatHasGoneSilentlyIsReplaced() {
		ManualTimer clock = this.conversation.stopTheClock();
		this.conversation.answer(SseResponse.stream("id:1\ndata:a\n\n").stall(), SseResponse.stream("data:b\n\n"));
		this.conversation.open();
		this.conversation.messages().next();
		RecordedRequest halfOpen = this.conversation.server().takeRequest();

		clock.advance(Duration.ofSeconds(302));

		new Outcome(this.conversation).rotated("idle-timeout");
		halfOpen.awaitPeerGone();
		assertThat(this.conversation.messages().next().lastEventId()).isEqualTo("1");
		assertThat(this.conversation.log().of(Level.WARN)).isEmpty();
	}

	@Test
	void f05AnEventThatDripsAndNeverEndsIsCut() {
		ManualTimer clock = this.conversation.stopTheClock();
		this.conversation.spec().idleTimeout(Duration.ofSeconds(30));
		this.conversation.answer(SseResponse.stream("data:a\n\ndata:"));
		this.conversation.open();
		this.conversation.messages().next();
		double bytes = "data:a\n\ndata:".length();

		for (int drop = 1; drop <= 11; drop++) {
			clock.advance(Duration.ofSeconds(10));
			this.conversation.server().sendRaw("x");
			double expected = bytes + drop;
			Conversation.await(() -> this.conversation.meter("eventsource.bytes") == expected);
		}
		assertThat(this.conversation.state().kind()).isEqualTo(Kind.OPEN);
		clock.advance(Duration.ofSeconds(11));

		lost("partial-timeout");
		assertThat(this.conversation.log().of(Level.WARN)).singleElement().asString().contains("partial-timeout");
	}

	@Test
	void f06ATruncatedChunkLosesNothing() {
		goesOnAfterATornEvent(SseResponse.stream("id:1\ndata:a\n\nid:2\ndata:b\n").drop(), "truncated-chunk");
	}

	@Test
	void f06ABodyShorterThanAnnouncedLosesNothing() {
		goesOnAfterATornEvent(SseResponse.stream("id:1\ndata:a\n\nid:2\ndata:b\n").contentLength(1000).drop(),
				"truncated-chunk");
	}

	@Test
	void f06ACorruptChunkSizeLosesNothing() {
		goesOnAfterATornEvent(SseResponse
			.verbatim("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n"
					+ "d\r\nid:1\ndata:a\n\n\r\nxyz\r\nid:2\ndata:b\n\n\r\n"),
				"decode-error");
	}

	@Test
	void f17AByteOrderMarkIsStrippedFromEachConnection() {
		this.conversation.answer(SseResponse.stream("\uFEFFdata:a\n\n\uFEFFdata:no\n\n").end(),
				SseResponse.stream("\uFEFFdata:b\n\n").end(), SseResponse.stream("data:c\n\n"));

		this.conversation.open();

		assertThat(this.conversation.messages().next().data()).isEqualTo("a");
		assertThat(this.conversation.messages().next().data()).isEqualTo("b");
		assertThat(this.conversation.messages().next().data()).isEqualTo("c");
	}

	@Test
	void f18InvalidUtf8IsReplacedAsTheEncodingStandardSays() {
		byte[] invalid = { 'd', 'a', 't', 'a', ':', (byte) 0xF0, (byte) 0x9F, (byte) 0xE2, (byte) 0x82, (byte) 0xAC,
				(byte) 0xED, (byte) 0xA0, (byte) 0x80, (byte) 0xFF, '\n', '\n' };

		assertThat(this.conversation.read(SseResponse.stream().raw(invalid).inChunksOf(1)))
			.extracting(MessageEvent::data)
			.containsExactly("\uFFFD€\uFFFD\uFFFD\uFFFD\uFFFD");
	}

	@Test
	void f18ATornCharacterDoesNotReachTheNextConnection() {
		byte[] torn = { 'd', 'a', 't', 'a', ':', (byte) 0xE2, (byte) 0x82 };
		byte[] rest = { (byte) 0xAC, '\n', '\n', 'd', 'a', 't', 'a', ':', 'b', '\n', '\n' };
		this.conversation.answer(SseResponse.stream("data:a\n\n").raw(torn).end(), SseResponse.stream().raw(rest));

		this.conversation.open();

		assertThat(this.conversation.messages().next().data()).isEqualTo("a");
		assertThat(this.conversation.messages().next().data()).isEqualTo("b");
	}

	@Test
	void f19AnIdWithNullIsIgnoredAndItsEventDelivered() {
		assertThat(this.conversation.read(SseResponse.stream("id:1\ndata:a\n\nid:\0002\ndata:b\n\n")))
			.extracting(MessageEvent::data, MessageEvent::lastEventId)
			.containsExactly(tuple("a", "1"), tuple("b", "1"));
	}

	@Test
	void f20AnEventBeyondTheLimitIsSkippedButMovesThePosition() {
		this.conversation.spec().limitEventSize(DataSize.ofKilobytes(64));
		this.conversation.answer(SseResponse.stream("id:9\n")
			.raw(("data:" + "x".repeat(1000) + "\n").repeat(100))
			.raw("\ndata:next\n\n"));

		this.conversation.open();

		assertThat(this.conversation.messages().next().lastEventId()).isEqualTo("9");
		assertThat(this.conversation.messages().all()).extracting(MessageEvent::data).containsExactly("next");
		Conversation.await(() -> !this.conversation.published(EventSourceSkippedEvent.class).isEmpty());
		assertThat(this.conversation.published(EventSourceSkippedEvent.class)).singleElement()
			.satisfies((skipped) -> assertThat(skipped.lastEventId()).isEqualTo("9"));
		assertThat(this.conversation.log().of(Level.WARN)).singleElement().asString().contains("skipped an event");
	}

	@Test
	void f20AnEndlessLineIsReadWithoutBeingKept() {
		this.conversation.answer(SseResponse.stream("data:").endless("x".repeat(64 * 1024).getBytes()));

		this.conversation.open();

		Conversation.await(() -> this.conversation.meter("eventsource.bytes") > 200_000_000);
		assertThat(this.conversation.state().kind()).isEqualTo(Kind.OPEN);
		assertThat(this.conversation.messages().all()).isEmpty();
		assertThat(this.conversation.log().of(Level.WARN)).hasSizeLessThanOrEqualTo(1);
	}

	@Test
	void f21EndlessCommentsAreSignsOfLife() {
		ManualTimer clock = this.conversation.stopTheClock();
		this.conversation.answer(SseResponse.stream());
		this.conversation.open();
		this.conversation.opened().next();

		for (int comment = 1; comment <= 10; comment++) {
			clock.advance(Duration.ofMinutes(4));
			this.conversation.server().comment("hi");
			double expected = comment * 4;
			Conversation.await(() -> this.conversation.meter("eventsource.bytes") == expected);
		}

		assertThat(this.conversation.state().kind()).isEqualTo(Kind.OPEN);
		assertThat(this.conversation.errors().all()).isEmpty();
	}

	@Test
	void f35AClockThatJumpsMovesNoTimer() {
		JumpingTimer clock = new JumpingTimer(this.conversation.stopTheClock());
		this.conversation.timer(clock);
		this.conversation.answer(SseResponse.stream("retry:60000\ndata:a\n\n").end(), SseResponse.stream("data:b\n\n"));
		this.conversation.open();
		this.conversation.errors().next();
		this.conversation.awaitTimers(2);

		clock.jump(Duration.ofHours(1));
		clock.time().advance(Duration.ofSeconds(59));
		clock.jump(Duration.ofHours(-2));
		assertThat(this.conversation.server().requests()).hasSize(1);
		clock.time().advance(Duration.ofSeconds(1));

		this.conversation.messages().next();
		assertThat(this.conversation.messages().next().data()).isEqualTo("b");
		clock.jump(Duration.ofHours(10));
		clock.time().advance(Duration.ofMinutes(4));
		assertThat(this.conversation.errors().all()).hasSize(1);
		assertThat(this.conversation.state().since()).isBefore(Instant.parse("2030-01-01T10:00:00Z"));
	}

	@Test
	void f23ABombIsCutWhereGzipWasAskedFor() throws IOException {
		ByteArrayOutputStream bomb = new ByteArrayOutputStream();
		try (GZIPOutputStream packing = new GZIPOutputStream(bomb)) {
			packing.write(":".repeat(20_000_000).getBytes(StandardCharsets.US_ASCII));
		}
		this.conversation.spec().compression(true);
		this.conversation
			.answer(SseResponse.stream().header("Content-Encoding", "gzip").raw(bomb.toByteArray()).stayOpen());

		this.conversation.open();

		lost("decompression-limit");
	}

}
