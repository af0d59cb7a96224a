package dev.eventsource.autoconfigure;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import dev.eventsource.autoconfigure.OperatedApplication.Answer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/**
 * The endpoint over HTTP.
 */
@ExtendWith(OutputCaptureExtension.class)
class EventSourcesEndpointTests {

	private static OperatedApplication shared;

	private OperatedApplication application;

	@AfterEach
	void close() {
		if (this.application != shared) {
			this.application.close();
		}
	}

	@AfterAll
	static void closeShared() {
		if (shared != null) {
			shared.close();
		}
	}

	@Test
	void changesNothingUnlessAccessIsUnrestricted() {
		this.application = new OperatedApplication();
		this.application.awaitPrice("50");

		for (SourceAction action : SourceAction.values()) {
			assertThat(act(action.toString()).status()).as("%s", action).isEqualTo(405);
		}
		assertThat(this.application.get("/prices").text("/connection/state")).isEqualTo("OPEN");
	}

	@Test
	void eachActionIsLogged(CapturedOutput output) {
		start();

		act("pause");
		act("pause");

		assertThat(output).contains("prices paused, was OPEN, asked for by HTTP")
			.contains("prices: nothing to pause, it is PAUSED, asked for by HTTP");
	}

	@Test
	void theLogSaysWhoAskedInOneLine(CapturedOutput output) {
		start();
		SecurityContext security = mock();
		given(security.getPrincipal()).willReturn(() -> "ann\nprices stopped");

		this.application.bean(EventSourcesEndpointWebExtension.class).control(security, "prices", "pause", null, null);

		assertThat(output).contains("prices paused, was OPEN, asked for by ann?prices stopped");
	}

	@Test
	void aPausedSourceReleasesItsConnectionAndAResumedOneGoesOn() {
		start();

		assertThat(act("pause").text("/message")).isEqualTo("prices paused, was OPEN");
		this.application.server().awaitClosed();
		awaitState("PAUSED");
		assertThat(act("resume").json().at("/changed").asBoolean()).isTrue();
		awaitState("OPEN");

		assertThat(this.application.server().on("/prices").awaitRequests(2).get(1).lastEventId()).contains("5");
	}

	@ParameterizedTest
	@CsvSource({ "pause, PAUSED", "stop, CLOSED" })
	void anActionThatIsRepeatedChangesNothing(String action, String state) {
		start();
		act(action);
		awaitState(state);

		assertThat(act(action).json().at("/changed").asBoolean()).isFalse();
		assertThat(act("reconnect").json().at("/changed").asBoolean()).isFalse();
		assertThat(this.application.server().openConnections()).isZero();
	}

	@Test
	void aStoppedSourceStartsAgainBehindWhatWasHandled() {
		start();
		act("stop");
		awaitState("CLOSED");

		act("start");

		assertThat(this.application.server().on("/prices").awaitRequests(2).get(1).lastEventId()).contains("5");
		awaitState("OPEN");
	}

	@Test
	void reconnectsAtOnce() {
		start();

		act("reconnect");

		assertThat(this.application.server().on("/prices").awaitRequests(2).get(1).lastEventId()).contains("5");
	}

	@Test
	void aResetReplaysWhatCameBehindTheId(CapturedOutput output) {
		start();

		Answer answer = this.application.post("/prices", "{\"action\":\"reset\",\"lastEventId\":\"3\"}");

		assertThat(answer.status()).isEqualTo(200);
		this.application.awaitPrice("40");
		this.application.awaitPrice("50");
		assertThat(output).contains("prices reset from id '5' to id '3'")
			.contains("prices goes on from another position, was OPEN, asked for by HTTP");
	}

	@Test
	void saysThatThereAreMoreDeadLetters() {
		start();
		this.application.server().on("/prices").send("", "6", "poison");
		this.application.server().on("/prices").send("", "7", "70");
		this.application.awaitPrice("70");

		Answer answer = this.application.get("/prices/dead-letters?limit=1");

		assertThat(answer.json().get("deadLetters").size()).isOne();
		assertThat(answer.json().at("/more").asBoolean()).isTrue();
	}

	@Test
	void aDeadLetterThatIsHandledIsGone() {
		start();
		this.application.prices().mended = true;

		Answer answer = redeliver();

		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.text("/message")).isEqualTo("prices has handled a dead letter");
		assertThat(this.application.prices().handled).containsExactly("poison " + OperatedApplication.PAYLOAD);
		assertThat(this.application.get("/prices/dead-letters").json().get("deadLetters").size()).isZero();
	}

	@Test
	void aDeadLetterAskedForTwiceIsDeliveredOnce() throws Exception {
		start();
		this.application.prices().mended = true;
		this.application.prices().gate = new CountDownLatch(1);

		CompletableFuture<Answer> first = CompletableFuture.supplyAsync(this::redeliver);
		assertThat(this.application.prices().called.await(10, TimeUnit.SECONDS)).isTrue();
		Answer second = redeliver();
		this.application.prices().gate.countDown();

		assertThat(second.status()).isEqualTo(409);
		assertThat(second.text("/error")).contains("being delivered again already");
		assertThat(first.get(10, TimeUnit.SECONDS).status()).isEqualTo(200);
		assertThat(this.application.prices().handled).hasSize(1);
	}

	@Test
	void aPausedSourceDeliversNothingAgain() {
		start();
		this.application.prices().mended = true;
		act("pause");
		awaitState("PAUSED");

		Answer answer = redeliver();
		act("resume");
		awaitState("OPEN");

		assertThat(answer.status()).isEqualTo(409);
		assertThat(answer.text("/error")).contains("Resume it first");
		assertThat(this.application.prices().handled).isEmpty();
	}

	@Test
	void aStoppedSourceDeliversNothingAgain() {
		start();
		String id = firstDeadLetter();
		act("stop");
		awaitState("CLOSED");

		Answer answer = this.application.post("/prices", "{\"action\":\"redeliver\",\"deadLetterId\":\"" + id + "\"}");

		assertThat(answer.status()).isEqualTo(409);
		assertThat(answer.text("/error")).contains("does not run");
	}

	@Test
	void aPoisonousEventThatStoppedTheSourceIsPassedByAReset() {
		this.application = OperatedApplication.unrestricted("--eventsource.sources.prices.delivery.on-failure=stop");
		awaitState("FAILED");

		this.application.post("/prices", "{\"action\":\"reset\",\"lastEventId\":\"3\"}");

		this.application.awaitPrice("40");
		awaitState("OPEN");
	}

	/** With a source of its own in an application that other tests use, too. */
	private void start() {
		if (shared == null) {
			shared = OperatedApplication.unrestricted();
		}
		else {
			shared.renew();
		}
		this.application = shared;
		this.application.awaitPrice("50");
	}

	private Answer act(String action) {
		return this.application.post("/prices", "{\"action\":\"" + action + "\"}");
	}

	private Answer redeliver() {
		return this.application.post("/prices",
				"{\"action\":\"redeliver\",\"deadLetterId\":\"" + firstDeadLetter() + "\"}");
	}

	private String firstDeadLetter() {
		return this.application.get("/prices/dead-letters").text("/deadLetters/0/id");
	}

	private void awaitState(String state) {
		await().atMost(Duration.ofSeconds(10))
			.until(() -> this.application.get("/prices").text("/connection/state").equals(state));
	}

}
