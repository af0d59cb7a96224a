package dev.eventsource.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

import dev.eventsource.ConnectionFailedException;
import dev.eventsource.EventSource;
import dev.eventsource.EventSourceSpec;
import dev.eventsource.EventSourceSpecBuilder;
import dev.eventsource.EventSourceState;
import dev.eventsource.InvalidSpecException;
import dev.eventsource.MessageEvent;
import dev.eventsource.test.SseResponse;
import dev.eventsource.test.SseTestServer;
import dev.eventsource.testing.Heard;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Tests for {@link EventSourceClient}: answers that are none, and questions that must not
 * be asked twice.
 */
class FiniteFailureTests {

	private static final Duration LONG = Duration.ofSeconds(20);

	private final SseTestServer server = SseTestServer.start();

	private final List<EventSourceClient> clients = new ArrayList<>();

	@AfterEach
	void close() {
		this.clients.forEach(EventSourceClient::close);
		this.server.close();
	}

	private EventSourceSpecBuilder asking() {
		return EventSourceSpec.builder(this.server.url("/ask?key=secret").toString())
			.completeOnData("[DONE]")
			.reconnectDelay(Duration.ofMillis(1))
			.reconnectMinDelay(Duration.ofMillis(1));
	}

	private EventSourceClient client(EventSourceSpecBuilder spec) {
		EventSourceClient client = EventSourceClient.create(spec.build());
		this.clients.add(client);
		return client;
	}

	private ConnectionFailedException failure(EventSourceSpecBuilder spec) {
		return failure(client(spec), (event) -> {
		});
	}

	private static ConnectionFailedException failure(EventSourceClient client, Consumer<MessageEvent> seen) {
		return catchThrowableOfType(ConnectionFailedException.class,
				() -> client.exchange("{}").doOnNext(seen).blockLast(LONG));
	}

	@Test
	void tellsWhatTheServerSaidAboutARefusal() {
		this.server.enqueue(SseResponse.status(400).body("{\"error\":\"no such model\"}", "application/json"));

		ConnectionFailedException failure = failure(asking());

		assertThat(failure.status()).isEqualTo(400);
		assertThat(failure.reason()).isEqualTo("status-400");
		assertThat(failure.body()).isEqualTo("{\"error\":\"no such model\"}");
		assertThat(failure).hasMessageNotContaining("model").hasMessageNotContaining("secret");
		assertThat(this.server.requests()).hasSize(1);
		this.server.awaitClosed();
	}

	@Test
	void keepsNoMoreOfARefusalThanEightKilobytes() {
		this.server.enqueue(SseResponse.stream().withStatus(403).endless("no".getBytes()));

		assertThat(failure(asking()).body()).hasSize(8192);

		this.server.awaitClosed();
	}

	@Test
	void waitsOnlySomeSecondsForTheRestOfARefusal() {
		this.server.enqueue(SseResponse.stream().withStatus(403).raw("half").stall());

		assertThat(failure(asking()).body()).isEqualTo("half");
	}

	@Test
	void showsTheAnswerThatIsNoStream() {
		this.server.enqueue(SseResponse.status(200).body("{\"id\":1}", "application/json"));

		ConnectionFailedException failure = failure(asking());

		assertThat(failure.reason()).isEqualTo("content-type");
		assertThat(failure.body()).isEqualTo("{\"id\":1}");
	}

	@ParameterizedTest
	@ValueSource(ints = { 429, 503 })
	void asksAgainAfterAnAnswerThatSaysItWasNotProcessed(int status) {
		this.server.enqueue(SseResponse.status(status), SseResponse.stream().data("1").data("[DONE]").stayOpen());

		MessageEvent last = client(asking()).exchange("{}").blockLast(LONG);

		assertThat(last).extracting(MessageEvent::data).isEqualTo("1");
		assertThat(this.server.requests()).hasSize(2);
	}

	@ParameterizedTest
	@ValueSource(ints = { 400, 401, 408, 409, 500, 502, 504 })
	void asksOnlyOnceWhereTheServerMayHaveActed(int status) {
		this.server.always(SseResponse.status(status));

		assertThat(failure(asking()).status()).isEqualTo(status);
		assertThat(this.server.requests()).hasSize(1);
	}

	@Test
	void asksOnlyOnceWhereTheAnswerIsCut() {
		this.server.always(SseResponse.resetBeforeResponse());

		assertThat(failure(asking()).status()).isZero();
		assertThat(this.server.requests()).hasSize(1);
	}

	@Test
	void asksOnlyOnceWhereTheConnectionEndsWithoutAnAnswer() {
		this.server.always(SseResponse.dropBeforeResponse());

		assertThat(failure(asking()).reason()).isEqualTo("eof");
		assertThat(this.server.requests()).hasSize(1);
	}

	@Test
	void givesUpAfterThreeAttemptsToConnect() {
		this.server.refuse();

		ConnectionFailedException failure = failure(asking());

		assertThat(failure.reason()).isEqualTo("attempts-exhausted");
		assertThat(failure).hasMessageContaining("refused");
	}

	@Test
	void doesNotWaitForHoursBecauseTheServerAsksForIt() {
		this.server.always(SseResponse.status(429).header("Retry-After", "3600").body("later", "text/plain"));

		ConnectionFailedException failure = failure(asking());

		assertThat(failure.status()).isEqualTo(429);
		assertThat(failure.body()).isEqualTo("later");
	}

	@Test
	void failsWhenTheStreamEndsBeforeTheMark() {
		this.server.always(SseResponse.stream().data("1").end());
		Heard<MessageEvent> seen = new Heard<>();

		ConnectionFailedException failure = failure(client(asking()), seen);

		assertThat(failure.reason()).isEqualTo("incomplete");
		assertThat(seen.next().data()).isEqualTo("1");
		assertThat(this.server.requests()).hasSize(1);
	}

	@Test
	void failsWhenTheStreamIsCut() {
		this.server.always(SseResponse.stream().data("1").drop());

		assertThat(failure(asking()).reason()).isEqualTo("truncated-chunk");
		assertThat(this.server.requests()).hasSize(1);
	}

	@Test
	void failsRatherThanLeaveOutAPart() {
		this.server.always(SseResponse.stream().data("1").data("x".repeat(2000)).data("[DONE]").stayOpen());

		ConnectionFailedException failure = failure(asking().limitEventSize(DataSize.ofKilobytes(1)));

		assertThat(failure).hasMessageContaining("limits.event-size");
	}

	@ParameterizedTest
	@CsvSource({ "301", "302", "303" })
	void followsNoRedirectThatWouldMakeAnotherRequestOfIt(int status) {
		this.server.enqueue(SseResponse.redirect(status, "/other"));

		assertThat(failure(asking()).reason()).isEqualTo("redirect-invalid");
		assertThat(this.server.requests()).hasSize(1);
	}

	@ParameterizedTest
	@CsvSource({ "307", "308" })
	void repeatsMethodAndBodyWhereTheRedirectSaysSo(int status) {
		this.server.on("/ask").enqueue(SseResponse.redirect(status, "/other"));
		this.server.on("/other").enqueue(SseResponse.stream().data("1").data("[DONE]").stayOpen());

		client(asking()).exchange("{}").blockLast(LONG);

		assertThat(this.server.on("/other").takeRequest()).satisfies((request) -> {
			assertThat(request.method()).isEqualTo("POST");
			assertThat(request.bodyText()).isEqualTo("{}");
		});
	}

	@Test
	void sendsNoBodyToAnOriginThatIsNotAllowed() {
		try (SseTestServer other = SseTestServer.start()) {
			this.server.enqueue(SseResponse.redirect(307, other.url("/steal").toString()));

			assertThat(failure(asking())).hasMessageContaining("redirects.allowed-origins");
			assertThat(other.requests()).isEmpty();
		}
	}

	@Test
	void endsWhatIsUnderWayWhenItIsClosed() {
		CountDownLatch first = new CountDownLatch(1);
		this.server.enqueue(SseResponse.stream().data("1").stayOpen());
		EventSourceClient client = client(asking());
		Heard<Throwable> failures = new Heard<>();
		client.exchange("{}").subscribe((event) -> first.countDown(), failures);
		this.server.takeRequest();

		client.close();

		assertThat(failures.next()).isInstanceOfSatisfying(ConnectionFailedException.class,
				(failure) -> assertThat(failure.reason()).isEqualTo("closed"));
		this.server.awaitClosed();
		assertThat(failure(client, (event) -> {
		}).reason()).isEqualTo("closed");
	}

	@Test
	void startsAFiniteSourceOnceAndDoesNotConnectAgain() {
		this.server.always(SseResponse.stream().data("1").data("[DONE]").stayOpen());
		EventSourceSpec finite = asking().mode(EventSourceSpec.Mode.FINITE).body("{}").build();
		Heard<MessageEvent> messages = new Heard<>();
		try (EventSource source = EventSources.builder(WebClient.builder()).spec(finite).build()) {
			source.onMessage(messages);

			source.start();

			assertThat(messages.next().data()).isEqualTo("1");
			this.server.awaitClosed();
			assertThat(source.state().kind()).isEqualTo(EventSourceState.Kind.CLOSED);
			assertThat(source.state().reason()).isEqualTo("completed");
		}
	}

	@ParameterizedTest
	@CsvSource({ "HEAD", "post", "'GET '", "CONNECT", "''" })
	void refusesMethodsThatNoStreamComesOf(String method) {
		assertThat(refusal(asking().method(method)).property()).isEqualTo("method");
	}

	@Test
	void refusesABodyThatIsNotThere() {
		InvalidSpecException refusal = refusal(asking().body("classpath:no-such-file.json"));

		assertThat(refusal.property()).isEqualTo("body");
		assertThat(refusal.value()).isEqualTo("classpath:no-such-file.json");
	}

	@Test
	void refusesAnEndForAStreamWithoutEnd() {
		EventSourceSpec endless = asking().build();

		InvalidSpecException refusal = catchThrowableOfType(InvalidSpecException.class,
				() -> EventSources.builder(WebClient.builder()).spec(endless).build());

		assertThat(refusal.property()).isEqualTo("complete-on");
	}

	private InvalidSpecException refusal(EventSourceSpecBuilder spec) {
		return catchThrowableOfType(InvalidSpecException.class, () -> client(spec));
	}

}
