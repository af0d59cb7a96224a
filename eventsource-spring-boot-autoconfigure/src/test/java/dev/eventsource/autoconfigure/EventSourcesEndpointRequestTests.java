package dev.eventsource.autoconfigure;

import dev.eventsource.autoconfigure.OperatedApplication.Answer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Requests to the endpoint that leave sources as they are, over HTTP.
 */
class EventSourcesEndpointRequestTests {

	private static OperatedApplication application;

	@BeforeAll
	static void start() {
		application = OperatedApplication.unrestricted();
		application.awaitPrice("50");
	}

	@AfterAll
	static void close() {
		application.close();
	}

	@Test
	void anUnknownSourceIsNotFoundAndTheKnownOnesAreNamed() {
		for (Answer answer : new Answer[] { application.get("/nobody"), application.get("/nobody/dead-letters"),
				application.post("/nobody", "{\"action\":\"pause\"}") }) {
			assertThat(answer.status()).isEqualTo(404);
			assertThat(answer.text("/error")).contains("nobody", "prices", "off");
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
			{}                                               ; There is no 'action'
			{"action":"explode"}                             ; start, stop, pause, resume, reconnect, reset, redeliver
			{"action":"PAUSE"}                               ; There is no such action
			{"action":"reset"}                               ; A reset needs 'lastEventId'
			{"action":"reset","lastEventId":"1\\nX: y"}      ; line break
			{"action":"redeliver"}                           ; A redelivery needs 'deadLetterId'
			""")
	void aRequestThatMakesNoSenseIsABadOne(String json, String error) {
		Answer answer = application.post("/prices", json);

		assertThat(answer.status()).isEqualTo(400);
		assertThat(answer.text("/error")).contains(error);
		assertThat(application.get("/prices").text("/connection/state")).isEqualTo("OPEN");
	}

	@ParameterizedTest
	@ValueSource(strings = { "0", "-1", "1001", "many" })
	void aListOfDeadLettersHasItsBounds(String limit) {
		assertThat(application.get("/prices/dead-letters?limit=" + limit).status()).isEqualTo(400);
	}

	@Test
	void thereIsNothingElseBelowASource() {
		assertThat(application.get("/prices/secrets").status()).isEqualTo(404);
	}

	@ParameterizedTest
	@CsvSource({ "start, OPEN", "resume, OPEN" })
	void whatIsAsAskedForAlreadyStaysAsItIs(String action, String state) {
		Answer answer = act(action);

		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.json().at("/changed").asBoolean()).isFalse();
		assertThat(answer.text("/message")).isEqualTo("prices: nothing to " + action + ", it is " + state);
		assertThat(application.server().openConnections()).isOne();
	}

	@Test
	void aDisabledSourceIsNotStarted() {
		Answer answer = application.post("/off", "{\"action\":\"start\"}");

		assertThat(answer.status()).isEqualTo(409);
		assertThat(answer.text("/error")).contains("disabled");
	}

	@Test
	void listsDeadLettersWithoutTheirPayload() {
		Answer answer = application.get("/prices/dead-letters");

		assertThat(answer.text("/deadLetters/0/lastEventId")).isEqualTo("3");
		assertThat(answer.text("/deadLetters/0/listener")).isEqualTo("ledger");
		assertThat(answer.text("/deadLetters/0/exception")).isEqualTo(IllegalArgumentException.class.getName());
		assertThat(answer.json().at("/deadLetters/0/bytes").asInt()).isEqualTo(14);
		assertThat(answer.json().at("/more").asBoolean()).isFalse();
		assertThat(answer.body()).doesNotContain(OperatedApplication.PAYLOAD);
	}

	@Test
	void aDeadLetterThatFailsAgainStays() {
		Answer answer = redeliver();

		assertThat(answer.status()).isEqualTo(409);
		assertThat(answer.text("/error")).contains(IllegalArgumentException.class.getName());
		assertThat(answer.body()).doesNotContain(OperatedApplication.PAYLOAD);
		assertThat(application.get("/prices/dead-letters").json().get("deadLetters").size()).isOne();
	}

	@Test
	void aDeadLetterThatIsNotThereIsNotFound() {
		Answer answer = application.post("/prices", "{\"action\":\"redeliver\",\"deadLetterId\":\"4711\"}");

		assertThat(answer.status()).isEqualTo(404);
	}

	private static Answer act(String action) {
		return application.post("/prices", "{\"action\":\"" + action + "\"}");
	}

	private static Answer redeliver() {
		String id = application.get("/prices/dead-letters").text("/deadLetters/0/id");
		return application.post("/prices", "{\"action\":\"redeliver\",\"deadLetterId\":\"" + id + "\"}");
	}

}
