package dev.eventsource.parser;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

import dev.eventsource.MessageEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class EventStreamParserTests {

	private final RecordingSink sink = new RecordingSink();

	private final EventStreamParser parser = Parsing.parser(this.sink);

	@Test
	void eventsNameTheirSourceAndOrigin() {
		Parsing.feed(this.parser, "event: put\nid: 1\ndata: x\n\n");

		assertThat(this.sink.events())
			.containsExactly(MessageEvent.of("test", "https://example.com", "put", Parsing.bytes("x"), "1"));
	}

	@Test
	void eventWithoutIdCarriesTheSeed() {
		EventStreamParser seeded = new EventStreamParser("41", ParserLimits.DEFAULT, this.sink);

		Parsing.feed(seeded, "data: a\n\nid: 42\ndata: b\n\n");

		assertThat(this.sink.events()).extracting(MessageEvent::lastEventId).containsExactly("41", "42");
	}

	@Test
	void seedSentAgainIsNoNewPosition() {
		EventStreamParser seeded = new EventStreamParser("größe", ParserLimits.DEFAULT, this.sink);

		Parsing.feed(seeded, "id: größe\n\n");

		assertThat(this.sink.signals()).isEmpty();
		assertThat(seeded.lastEventId()).isEqualTo("größe");
	}

	@Test
	void idHoldsFromItsBlankLine() {
		Parsing.feed(this.parser, "id: 1\ndata: a\n");
		String before = this.parser.lastEventId();
		Parsing.feed(this.parser, "\n");

		assertThat(before).isEmpty();
		assertThat(this.parser.lastEventId()).isEqualTo("1");
	}

	@Test
	void anIdThatIsSentCanBeToldFromOneThatIsCarriedOn() {
		Parsing.feed(this.parser, "id: 1\ndata: a\n\nid: 1\ndata: b\n\ndata: c\n\n");

		String first = this.sink.events().get(0).lastEventId();
		String second = this.sink.events().get(1).lastEventId();
		assertThat(second).isEqualTo(first).isNotSameAs(first);
		assertThat(this.sink.events().get(2).lastEventId()).isSameAs(second);
	}

	@Test
	void theIdThatItBeginsWithIsCarriedOn() {
		String seed = new String("1");
		RecordingSink events = new RecordingSink();
		EventStreamParser seeded = new EventStreamParser(seed, ParserLimits.DEFAULT, events);

		Parsing.feed(seeded, "data: a\n\nid: 1\ndata: b\n\n");

		assertThat(events.events().get(0).lastEventId()).isSameAs(seed);
		assertThat(events.events().get(1).lastEventId()).isEqualTo(seed).isNotSameAs(seed);
	}

	@Test
	void sameTypeIsTheSameText() {
		Parsing.feed(this.parser, "event: put\ndata\n\nevent: patch\ndata\n\nevent: put\ndata\n\n");

		assertThat(this.sink.events().get(2).type()).isSameAs(this.sink.events().get(0).type());
	}

	@Test
	void manyTypesStayApart() {
		List<String> types = new ArrayList<>();
		for (int i = 0; i < 1000; i++) {
			types.add("type-" + i % 500);
			Parsing.feed(this.parser, "event: type-" + i % 500 + "\ndata\n\n");
		}

		assertThat(this.sink.events()).extracting(MessageEvent::type).isEqualTo(types);
	}

	@Test
	void carriageReturnAtTheEndOfABufferEndsTheLine() {
		Parsing.feed(this.parser, "data: x\r\n\r");
		assertThat(this.sink.events()).hasSize(1);

		Parsing.feed(this.parser, "\ndata: y\r\r");
		assertThat(this.sink.events()).extracting(MessageEvent::data).containsExactly("x", "y");
	}

	@Test
	void onlyOneLineFeedIsSwallowedAfterACarriageReturn() {
		Parsing.feed(this.parser, "data: x\r");
		Parsing.feed(this.parser, "");
		Parsing.feed(this.parser, "\n\n");

		assertThat(this.sink.events()).hasSize(1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "d", "data: x", "data: x\n", "event: put\n", "id: 1\n", ": comment", "unknown-field: x",
			"data: x\n\ndata", "retry: 1", "\u00EF" })
	void isMidEvent(String stream) {
		Parsing.feed(this.parser, stream);

		assertThat(this.parser.midEvent()).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "\n", ": comment\n", "retry: 1\n", "unknown-field: x\n", "data: x\n\n", "id: 1\r\r",
			"\uFEFF" })
	void isNotMidEvent(String stream) {
		Parsing.feed(this.parser, stream);

		assertThat(this.parser.midEvent()).isFalse();
	}

	@Test
	void readsDirectBuffersLargerThanASlice() {
		String data = "x".repeat(100_000);
		byte[] stream = Parsing.bytes("data: " + data + "\n\ndata: y\n\n");

		ByteBuffer buffer = ByteBuffer.allocateDirect(stream.length).put(stream).flip();
		this.parser.feed(buffer);

		assertThat(buffer.hasRemaining()).isFalse();
		assertThat(this.sink.events()).extracting(MessageEvent::data).containsExactly(data, "y");
	}

	@Test
	void readsOnlyWhatRemainsOfABuffer() {
		ByteBuffer buffer = ByteBuffer.wrap(Parsing.bytes("data: a\n\ndata: b\n\ndata: c\n\n"), 9, 9);
		ByteBuffer slice = ByteBuffer.wrap(Parsing.bytes("data: a\n\ndata: b\n\n"), 9, 9).slice();

		this.parser.feed(buffer);
		this.parser.feed(slice);
		this.parser.feed(ByteBuffer.wrap(Parsing.bytes("data: c\n\n")).asReadOnlyBuffer());

		assertThat(this.sink.events()).extracting(MessageEvent::data).containsExactly("b", "b", "c");
	}

	@Test
	void refusesARangeOutsideTheArray() {
		assertThatExceptionOfType(IndexOutOfBoundsException.class)
			.isThrownBy(() -> this.parser.feed(new byte[4], 2, 3));
	}

	@Test
	void nothingFollowsAClose() {
		this.parser.close();

		ByteBuffer buffer = ByteBuffer.wrap(Parsing.bytes("id: 1\nretry: 5\ndata: x\n\n"));
		this.parser.feed(buffer);

		assertThat(buffer.hasRemaining()).isFalse();
		assertThat(this.sink.signals()).isEmpty();
		assertThat(this.parser.lastEventId()).isEmpty();
	}

	@Test
	void nothingFollowsACloseFromWithinACallback() {
		byte[] stream = Parsing.bytes("id: 1\ndata: x\n\nretry: 5\nid: 2\ndata: y\n\n");

		ClosingSink closing = new ClosingSink();
		closing.parser.feed(ByteBuffer.allocateDirect(stream.length).put(stream).flip());

		assertThat(closing.events()).extracting(MessageEvent::data).containsExactly("x");
		assertThat(closing.signals()).hasSize(1);
		assertThat(closing.parser.lastEventId()).isEqualTo("1");
	}

	@Test
	void staysInStepWhenTheSinkFails() {
		EventStreamParser failing = Parsing.parser(new FailingSink(this.sink));

		assertThatIllegalStateException().isThrownBy(() -> Parsing.feed(failing, "event: put\nid: 1\ndata: x\r\n\r"));
		Parsing.feed(failing, "\ndata: y\n\n");

		assertThat(this.sink.lines()).containsExactly("event \"message\" id \"1\" data \"y\"");
	}

	/** Closes its parser when the first event comes. */
	private static final class ClosingSink extends RecordingSink {

		private final EventStreamParser parser = Parsing.parser(this);

		@Override
		public void event(String type, String lastEventId, byte[] bytes, int offset, int length) {
			super.event(type, lastEventId, bytes, offset, length);
			this.parser.close();
		}

	}

	/** Fails for the first event. */
	private static final class FailingSink extends RecordingSink {

		private final EventSink next;

		private boolean failed;

		FailingSink(EventSink next) {
			this.next = next;
		}

		@Override
		public void event(String type, String lastEventId, byte[] bytes, int offset, int length) {
			if (!this.failed) {
				this.failed = true;
				throw new IllegalStateException("planned");
			}
			this.next.event(type, lastEventId, bytes, offset, length);
		}

	}

}
