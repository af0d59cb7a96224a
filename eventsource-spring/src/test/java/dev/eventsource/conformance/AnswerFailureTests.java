package dev.eventsource.conformance;

import java.time.Duration;

import ch.qos.logback.classic.Level;
import dev.eventsource.EventSourceClosedEvent;
import dev.eventsource.EventSourceErrorEvent;
import dev.eventsource.EventSourceState.Kind;
import dev.eventsource.test.SseReply;
import dev.eventsource.test.SseResponse;
import dev.eventsource.testing.ManualTimer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.test.StepVerifier;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Rows of the failure table in {@code docs/conformance.md}: answers that are no stream.
 */
class AnswerFailureTests {

	@RegisterExtension
	final Conversation conversation = Conversation.resilient();

	private final ManualTimer clock = this.conversation.stopTheClock();

	private void failed(String reason) {
		new Outcome(this.conversation).failed(reason);
		this.conversation.server().awaitClosed();
	}

	private EventSourceErrorEvent lost(String reason) {
		EventSourceErrorEvent error = new Outcome(this.conversation).lost(reason);
		assertThat(this.conversation.state().nextAttempt()).isEqualTo(error.nextAttempt());
		assertThat(this.conversation.meter("eventsource.connection.attempts", "outcome", reason)).isEqualTo(1);
		return error;
	}

	@ParameterizedTest
	@ValueSource(strings = { "text/html", "application/json", "text/plain" })
	void f09AnotherContentTypeFailsWithoutShowingTheBody(String type) {
		this.conversation.server().always(SseResponse.status(200).body("<p>secret page</p>".repeat(10_000), type));

		this.conversation.open();

		failed("content-type");
		assertThat(this.conversation.log().all()).noneMatch((line) -> line.contains("secret page"));
		assertThat(this.conversation.server().requests()).hasSize(1);
	}

	@ParameterizedTest
	@ValueSource(ints = { 204, 205 })
	void f10NoContentClosesAsExpected(int status) {
		this.conversation.answer(SseResponse.status(status), SseResponse.stream("data:a\n\n"));

		this.conversation.open();

		Conversation.await(() -> !this.conversation.published(EventSourceClosedEvent.class).isEmpty());
		assertThat(this.conversation.state().kind()).isEqualTo(Kind.CLOSED);
		assertThat(this.conversation.state().reason()).isEqualTo("server-ended");
		assertThat(this.conversation.log().of(Level.INFO)).singleElement().asString().contains("closed (server-ended)");
		assertThat(this.conversation.log().of(Level.ERROR)).isEmpty();
		assertThat(this.conversation.log().of(Level.WARN)).isEmpty();
		this.conversation.source().start();
		assertThat(this.conversation.messages().next().data()).isEqualTo("a");
	}

	@Test
	void f10NoContentCompletesSubscribers() {
		this.conversation.answer(SseResponse.stream("data:a\n\n").end(), SseResponse.noContent());

		StepVerifier.create(this.conversation.create().events())
			.then(this.conversation.source()::start)
			.expectNextCount(1)
			.then(this.conversation::passDelay)
			.expectComplete()
			.verify(Duration.ofSeconds(20));
	}

	@Test
	void f11ARedirectLoopFails() {
		this.conversation.server().always(SseResponse.redirect(301, "/stream?secret=1"));

		this.conversation.open();

		failed("redirect-limit");
		assertThat(this.conversation.server().requests()).hasSize(6);
		assertThat(this.conversation.log().of(Level.ERROR).get(0)).doesNotContain("secret");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "http://", "ftp://example.org/", "http://me:secret@example.org/", "http://[", "::" })
	void f11ARedirectToNowhereFails(String location) {
		this.conversation.answer(SseResponse.redirect(302, location));

		this.conversation.open();

		failed("redirect-invalid");
		assertThat(this.conversation.log().of(Level.ERROR).get(0)).doesNotContain("secret");
	}

	@Test
	void f11ARedirectWithoutLocationFails() {
		this.conversation.answer(SseResponse.status(307));

		this.conversation.open();

		failed("redirect-invalid");
	}

	@ParameterizedTest
	@ValueSource(ints = { 401, 403 })
	void f12RefusedCredentialsFail(int status) {
		this.conversation.spec().bearer("topsecret");
		this.conversation.answer(SseResponse.status(status).body("topsecret", "text/plain"));

		this.conversation.open();

		failed("status-" + status);
		assertThat(this.conversation.log().of(Level.ERROR).get(0)).contains("auth").doesNotContain("topsecret");
	}

	@ParameterizedTest
	@ValueSource(ints = { 401, 403 })
	void f12RefusedCredentialsOfACustomizerAreRenewedOnce(int status) {
		this.conversation.customizeRequests((request) -> request.bearer(request.isRenewal() ? "new" : "topsecret"));
		this.conversation.answer(SseResponse.status(status), SseResponse.status(status));

		this.conversation.open();

		failed("status-" + status);
		assertThat(this.conversation.server().requests()).extracting((request) -> request.header("Authorization").get())
			.containsExactly("Bearer topsecret", "Bearer new");
	}

	@Test
	void f13TooManyRequestsWaitsAsLongAsTheServerAsks() {
		this.conversation.answer(SseResponse.status(429).header("Retry-After", "120"));

		this.conversation.open();

		assertThat(this.conversation.delayAfter(lost("status-429"))).isEqualTo(Duration.ofSeconds(120));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "Tue, 01 Jan 2030 00:02:00 GMT|120000", "Mon, 31 Dec 2029 23:59:00 GMT|20", "soon|20", "-5|20",
					"Tue, 01 Jan 2030 02:00:00 GMT|3600000", "99999999999999999999|3600000", "1|1000", "0|20" })
	void f14UnavailableWaitsUntilTheDate(String retryAfter, long millis) {
		this.conversation.answer(SseResponse.status(503).header("Retry-After", retryAfter));

		this.conversation.open();

		assertThat(this.conversation.delayAfter(lost("status-503"))).isEqualTo(Duration.ofMillis(millis));
		boolean clamped = millis == Duration.ofHours(1).toMillis();
		assertThat(this.conversation.log().of(Level.WARN)).hasSize(clamped ? 2 : 1);
	}

	@ParameterizedTest
	@ValueSource(ints = { 500, 502, 504, 408, 599 })
	void f15AServerInTroubleIsAskedAgain(int status) {
		SseReply reply = SseResponse.status(status).body("trouble", "text/html");
		this.conversation.answer(reply, reply, SseResponse.stream("data:a\n\n"));

		this.conversation.open();

		assertThat(this.conversation.delayAfter(lost("status-" + status))).isEqualTo(Duration.ofMillis(20));
		this.conversation.awaitTimers(2);
		this.clock.advance(Duration.ofMillis(20));
		assertThat(this.conversation.passDelay()).isEqualTo(Duration.ofMillis(40));
		assertThat(this.conversation.messages().next().data()).isEqualTo("a");
	}

	@ParameterizedTest
	@CsvSource({ "0, 500", "99999999999999999999, 3600000", "1e3, 2000", "700, 700", "3600001, 3600000" })
	void f16AServersDelayIsKeptWithinLimits(String retry, long millis) {
		this.conversation.spec().reconnectMinDelay(Duration.ofMillis(500)).reconnectDelay(Duration.ofSeconds(2));
		this.conversation.answer(SseResponse.stream("retry: " + retry + "\ndata:a\n\n").end());

		this.conversation.open();

		assertThat(this.conversation.passDelay()).isEqualTo(Duration.ofMillis(millis));
	}

	@ParameterizedTest
	@ValueSource(strings = { "gzip", "br", "identity, gzip" })
	void f23AnEncodingThatNobodyAskedForFails(String encoding) {
		this.conversation.answer(SseResponse.stream("data:a\n\n").header("Content-Encoding", encoding));

		this.conversation.open();

		failed("content-encoding");
		assertThat(this.conversation.messages().all()).isEmpty();
	}

}
