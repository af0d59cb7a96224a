package dev.eventsource.connection;

import dev.eventsource.connection.AnswerPolicy.Action;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class AnswerPolicyTests {

	private final AnswerPolicy resilient = new AnswerPolicy(true);

	private final AnswerPolicy whatwg = new AnswerPolicy(false);

	@ParameterizedTest
	@CsvSource({ "204, CLOSE, CLOSE", "205, CLOSE, CLOSE", "301, REDIRECT, REDIRECT", "302, REDIRECT, REDIRECT",
			"303, REDIRECT, REDIRECT", "307, REDIRECT, REDIRECT", "308, REDIRECT, REDIRECT", "500, RETRY, FAIL",
			"502, RETRY, FAIL", "503, RETRY, FAIL", "504, RETRY, FAIL", "599, RETRY, FAIL", "429, RETRY, FAIL",
			"408, RETRY, FAIL", "201, FAIL, FAIL", "206, FAIL, FAIL", "210, FAIL, FAIL", "299, FAIL, FAIL",
			"300, FAIL, FAIL", "304, FAIL, FAIL", "305, FAIL, FAIL", "400, FAIL, FAIL", "401, FAIL, FAIL",
			"403, FAIL, FAIL", "404, FAIL, FAIL", "407, FAIL, FAIL", "410, FAIL, FAIL", "600, FAIL, FAIL" })
	void judgesStatuses(int status, Action resilient, Action whatwg) {
		assertThat(this.resilient.judge(head(status, null, null, false)).action()).isEqualTo(resilient);
		assertThat(this.whatwg.judge(head(status, null, null, false)).action()).isEqualTo(whatwg);
	}

	@ParameterizedTest
	@ValueSource(strings = { "text/event-stream", "TEXT/Event-Stream", "text/event-stream; charset=utf-8",
			" text/event-stream ;charset=windows-1252;x" })
	void acceptsEventStreams(String contentType) {
		assertThat(this.resilient.judge(head(200, contentType, null, false)).action()).isEqualTo(Action.ACCEPT);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "text/html", "text/event-streams", "application/json", "text/event-stream, text/html",
			"; text/event-stream" })
	void failsOnOtherContent(String contentType) {
		AnswerPolicy.Verdict verdict = this.whatwg.judge(head(200, contentType, null, false));

		assertThat(verdict.action()).isEqualTo(Action.FAIL);
		assertThat(verdict.failure().reason()).isEqualTo("content-type");
	}

	@Test
	void failsWithoutContentType() {
		assertThat(this.resilient.judge(head(200, null, null, false)).failure().reason()).isEqualTo("content-type");
	}

	@ParameterizedTest
	@CsvSource({ "gzip, FAIL", "br, FAIL", "identity, ACCEPT", "IDENTITY, ACCEPT", "'', ACCEPT" })
	void failsOnEncodingsThatWereNotAskedFor(String encoding, Action action) {
		assertThat(this.resilient.judge(head(200, "text/event-stream", encoding, false)).action()).isEqualTo(action);
	}

	@Test
	void blamesThePositionForABadRequest() {
		assertThat(this.resilient.judge(head(400, null, null, true)).action()).isEqualTo(Action.REJECT_ID);
		assertThat(this.whatwg.judge(head(400, null, null, true)).action()).isEqualTo(Action.FAIL);
	}

	private static Signal.Head head(int status, @Nullable String type, @Nullable String encoding, boolean resumed) {
		return new Signal.Head(1, status, type, encoding, null, null, resumed);
	}

}
