package dev.eventsource.conformance;

import java.util.List;

import dev.eventsource.EventSource;
import dev.eventsource.EventSourceState.Kind;
import dev.eventsource.InvalidSpecException;
import dev.eventsource.ReadyState;
import dev.eventsource.client.EventSources;
import dev.eventsource.test.RecordedRequest;
import dev.eventsource.test.SseResponse;
import dev.eventsource.test.SseTestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What a request says and which answers are an event stream: the cases of the web
 * platform tests.
 */
class RequestTests {

	@RegisterExtension
	final Conversation conversation = Conversation.asInTheStandard();

	@Test
	void acceptsEventStreamsOnly() {
		this.conversation.open();

		assertThat(this.conversation.server().takeRequest().headers("Accept")).containsExactly("text/event-stream");
	}

	@Test
	void asksCachesForNothing() {
		this.conversation.open();

		assertThat(this.conversation.server().takeRequest().headers("Cache-Control")).containsExactly("no-cache");
	}

	@Test
	void sendsNoCookiesWithoutCredentials() {
		this.conversation.answer(SseResponse.stream("data:a\n\n").header("Set-Cookie", "seen=1").end());

		EventSource source = this.conversation.open();

		assertThat(source.withCredentials()).isFalse();
		assertThat(this.conversation.server().awaitRequests(2)).noneMatch((sent) -> sent.header("Cookie").isPresent());
	}

	@Test
	void sendsCookiesWithCredentials() {
		this.conversation.spec().withCredentials(true);
		this.conversation.answer(SseResponse.stream("data:a\n\n").header("Set-Cookie", "seen=1").end());

		EventSource source = this.conversation.open();

		assertThat(source.withCredentials()).isTrue();
		assertThat(this.conversation.server().awaitRequests(2).get(1).header("Cookie")).hasValue("seen=1");
	}

	@ParameterizedTest
	@ValueSource(ints = { 301, 302, 303, 307, 308 })
	void followsRedirects(int status) {
		this.conversation.answer(SseResponse.redirect(status, "/elsewhere"));

		EventSource source = this.conversation.open();

		this.conversation.opened().next();
		assertThat(source.readyState()).isEqualTo(ReadyState.OPEN);
		assertThat(this.conversation.server().requests()).extracting(RecordedRequest::path)
			.containsExactly("/stream", "/elsewhere");
	}

	@ParameterizedTest
	@ValueSource(ints = { 204, 205, 210, 299, 404, 410, 503 })
	void isClosedByEveryStatusBut200(int status) {
		this.conversation.server().always(SseResponse.status(status).body("data:a\n\n", "text/event-stream"));

		EventSource source = this.conversation.open();

		assertThat(this.conversation.errors().next().willReconnect()).isFalse();
		assertThat(source.readyState()).isEqualTo(ReadyState.CLOSED);
		this.conversation.server().awaitClosed();
		assertThat(this.conversation.server().requests()).hasSize(1);
		assertThat(this.conversation.messages().all()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "x bogus", "text/x-bogus", "text/html", "application/json", "text/event-streams", "" })
	void isClosedByAnotherMimeType(String type) {
		this.conversation.answer(SseResponse.stream("data:a\n\n").contentType(type));

		EventSource source = this.conversation.open();

		assertThat(this.conversation.errors().next().reason()).isEqualTo("content-type");
		assertThat(source.readyState()).isEqualTo(ReadyState.CLOSED);
		assertThat(source.state().kind()).isEqualTo(Kind.FAILED);
		assertThat(this.conversation.messages().all()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "text/event-stream;", "TEXT/Event-Stream", "text/event-stream ; charset=utf-8" })
	void takesTheMimeTypeWithAndWithoutParameters(String type) {
		this.conversation.answer(SseResponse.stream("data:a\n\n").contentType(type));

		this.conversation.open();

		assertThat(this.conversation.messages().next().data()).isEqualTo("a");
	}

	@Test
	void takesTheOriginOfTheFinalUrl() {
		try (SseTestServer other = SseTestServer.start()) {
			other.enqueue(SseResponse.stream("data:a\n\n"));
			this.conversation.answer(SseResponse.redirect(302, other.url("/there").toString()));

			this.conversation.open();

			assertThat(this.conversation.messages().next().origin()).isEqualTo("http://127.0.0.1:" + other.port());
			this.conversation.source().close();
			other.awaitClosed();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "safe",
			"0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
					+ "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
			"(\"<un>\\{safe}\")" })
	void sendsAnyIdAsItCame(String id) {
		this.conversation.answer(SseResponse.stream("id:" + id + "\ndata:a\n\n").end());

		this.conversation.open();

		List<RecordedRequest> requests = this.conversation.server().awaitRequests(2);
		assertThat(requests.get(1).lastEventId()).hasValue(id);
	}

	@ParameterizedTest
	@ValueSource(strings = { "http://this is invalid/", "", "//example.org", "ftp://example.org/", "about:blank",
			"mailto:whatwg@awesome.example", "javascript:alert('FAIL')" })
	void refusesWhatIsNoHttpUrl(String url) {
		assertThatExceptionOfType(InvalidSpecException.class).isThrownBy(() -> EventSources.open(url))
			.satisfies((ex) -> assertThat(ex.property()).isEqualTo("url"));
	}

}
