package dev.eventsource.conformance;

import java.util.List;

import dev.eventsource.MessageEvent;
import dev.eventsource.test.SseResponse;
import dev.eventsource.test.SseStream;
import dev.eventsource.testing.Heard;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * "Parsing an event stream" and "Interpreting an event stream" of the HTML Standard: the
 * cases of the web platform tests, whole and in small pieces.
 */
@ParameterizedClass(name = "in pieces of {0} bytes")
@ValueSource(ints = { 65_536, 7, 1 })
class FormatTests {

	private static final String BOM = "\uFEFF";

	@RegisterExtension
	final Conversation conversation = Conversation.asInTheStandard();

	@Parameter
	int pieces;

	@Test
	void joinsDataLinesAndDeliversEmptyData() {
		assertThat(data("data:a\ndata:b\n\n:\n\ndata:\n\nfield\n\ndata:z\n\n")).containsExactly("a\nb", "", "z");
	}

	@Test
	void stripsOneByteOrderMarkAtTheBeginningOnly() {
		assertThat(data(BOM + "data:1\n\n" + BOM + "data:2\n\ndata:3\n\n")).containsExactly("1", "3");
	}

	@Test
	void takesASecondByteOrderMarkForPartOfTheFieldName() {
		assertThat(data(BOM + BOM + "data:1\n\ndata:2\n\ndata:3\n\n")).containsExactly("2", "3");
	}

	@Test
	void ignoresCommentsOfAnyLengthAndLineEnd() {
		String comment = ":" + "c".repeat(2048);

		assertThat(data("data:1\r:\0\n:\r\ndata:2\n" + comment + "\rdata:3\n:data:no\r" + comment + "\ndata:4\n\n"))
			.containsExactly("1\n2\n3\n4");
	}

	@Test
	void dropsAnEventThatItsBlankLineNeverEnded() {
		List<MessageEvent> messages = read("data:whole\n\nid:torn\ndata:torn\n");

		assertThat(messages).extracting(MessageEvent::data).containsExactly("whole");
		assertThat(this.conversation.source().lastEventId()).isEmpty();
	}

	@Test
	void takesDataWithoutColonAndWithoutValue() {
		assertThat(data("data:\n\ndata\ndata\n\ndata:x\n\n")).containsExactly("", "\n", "x");
	}

	@Test
	void takesAnEmptyEventFieldForTheDefaultType() {
		assertThat(data("event:\ndata:a\n\nevent: \ndata:b\n\nevent\ndata:c\n\n")).containsExactly("a", "b", "c");
	}

	@Test
	void dispatchesByTypeAndForgetsTheTypeAfterwards() {
		Heard<MessageEvent> typed = new Heard<>();
		this.conversation.answer(stream("event:special\ndata:x\n\ndata:y\n\n"));
		this.conversation.create().addEventListener("special", typed);
		this.conversation.source().onMessage(this.conversation.messages());

		this.conversation.source().start();

		assertThat(typed.next().data()).isEqualTo("x");
		assertThat(this.conversation.messages().next().data()).isEqualTo("y");
		assertThat(typed.all()).hasSize(1);
	}

	@Test
	void sendsTheIdBackAndKeepsItWithoutAnother() {
		this.conversation.answer(stream("id: …\ndata: a\n\n").end(), stream("data: b\n\n").end(),
				stream("data: c\n\n"));
		this.conversation.open();

		for (String data : List.of("a", "b", "c")) {
			MessageEvent message = this.conversation.messages().next();
			assertThat(message.data()).isEqualTo(data);
			assertThat(message.lastEventId()).isEqualTo("…");
		}
		assertThat(this.conversation.server().requests()).extracting((request) -> request.lastEventId().orElse(""))
			.containsExactly("", "…", "…");
	}

	@Test
	void keepsTheIdForEventsWithoutOne() {
		assertThat(ids("id:1\ndata:a\n\ndata:b\n\nid:2\ndata:c\n\ndata:d\n\n")).containsExactly("1", "1", "2", "2");
	}

	@ParameterizedTest
	@ValueSource(strings = { "id:", "id" })
	void resetsTheIdByAnEmptyOne(String reset) {
		assertThat(ids("id:1\ndata:a\n\n" + reset + "\ndata:b\n\ndata:c\n\n")).containsExactly("1", "", "");
	}

	@ParameterizedTest
	@ValueSource(strings = { "\0\0", "x\0", "\0x", "x\0x", "\0" })
	void ignoresAnIdWithNull(String id) {
		assertThat(ids("id:" + id + "\ndata:a\n\n")).containsExactly("");
		assertThat(this.conversation.server().requests().get(1).lastEventId()).isEmpty();
	}

	@Test
	void takesFieldNamesLiterally() {
		assertThat(data("data:\0\ndata:  2\rData:no\ndata\0:no\ndata:1\r\0data:no\nda-ta:no\rdata_no\n"
				+ "data:3\rdata:\r\n data:no\ndata:4\n\n"))
			.containsExactly("\0\n 2\n1\n3\n\n4");
	}

	@Test
	void ignoresARetryWithoutValue() {
		assertThat(data("retry\ndata:x\n\nretry:\ndata:y\n\n")).containsExactly("x", "y");
	}

	@Test
	void ignoresUnknownFields() {
		assertThat(data("data:a\n data\ndata\nunknown:x\nno field at all\n:comment\ndata:b\n\n"))
			.containsExactly("a\n\nb");
	}

	@Test
	void stripsOneLeadingSpaceAndNothingElse() {
		assertThat(data("data:\ta\rdata: \ndata:b\n\ndata:  two\n\ndata: end \n\n")).containsExactly("\ta\n\nb", " two",
				"end ");
	}

	@Test
	void endsLinesByCrLfAndBoth() {
		assertThat(data("data:a\r\ndata\ndata:b\r\n\rdata:c\r\rdata:d\n\ndata:e\r\n\r\n")).containsExactly("a\n\nb",
				"c", "d", "e");
	}

	@Test
	void deliversNullCharactersInData() {
		assertThat(data("data:\0\n\n")).containsExactly("\0");
	}

	@Test
	void readsUtf8WhateverTheCharsetSays() {
		SseStream stream = SseResponse.stream().contentType("text/event-stream;charset=windows-1252");

		assertThat(this.conversation.read(stream.raw("data:ok…\n\n").inChunksOf(this.pieces)))
			.extracting(MessageEvent::data)
			.containsExactly("ok…");
	}

	private SseStream stream(String body) {
		return SseResponse.stream(body).inChunksOf(this.pieces);
	}

	private List<MessageEvent> read(String body) {
		return this.conversation.read(stream(body));
	}

	private List<String> data(String body) {
		return read(body).stream().map(MessageEvent::data).toList();
	}

	private List<String> ids(String body) {
		return read(body).stream().map(MessageEvent::lastEventId).toList();
	}

}
