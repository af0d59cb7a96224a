package dev.eventsource.test;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@ExtendWith(SseServerExtension.class)
class SseResponseTests {

	private final SseTestServer server;

	private final HttpClient client = HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NORMAL).build();

	SseResponseTests(SseTestServer server) {
		this.server = server;
	}

	private HttpResponse<String> get(String path) throws IOException, InterruptedException {
		return this.client.send(HttpRequest.newBuilder(this.server.url(path)).build(), BodyHandlers.ofString());
	}

	@Test
	void responsesAreUsedInOrderOneForEachRequest() throws Exception {
		this.server.enqueue(SseResponse.status(503), SseResponse.stream("data: hi\n\n").end());

		assertThat(get("/").statusCode()).isEqualTo(503);
		assertThat(get("/").body()).isEqualTo("data: hi\n\n");
	}

	@Test
	void lastResponseIsRepeatedWhenAsked() throws Exception {
		this.server.enqueueAndRepeat(SseResponse.status(500), SseResponse.status(404));

		assertThat(List.of(get("/").statusCode(), get("/").statusCode(), get("/").statusCode())).containsExactly(500,
				404, 404);
	}

	@Test
	void alwaysCanLookAtTheRequest() throws Exception {
		this.server.always((request) -> SseResponse.status(200).body(request.query(), "text/plain"));

		assertThat(get("/?a=b").body()).isEqualTo("a=b");
	}

	@Test
	void statusHasHeadersAndBody() throws Exception {
		this.server
			.enqueue(SseResponse.status(503).header("Retry-After", "1").body("späte", "text/plain;charset=utf-8"));

		HttpResponse<String> response = get("/");

		assertThat(response.statusCode()).isEqualTo(503);
		assertThat(response.body()).isEqualTo("späte");
		assertThat(response.headers().map()).containsEntry("retry-after", List.of("1"))
			.containsEntry("content-length", List.of("6"))
			.containsEntry("connection", List.of("close"));
	}

	@Test
	void redirectLeadsElsewhere() throws Exception {
		this.server.enqueue(SseResponse.redirect(307, "/elsewhere"), SseResponse.noContent());

		assertThat(get("/").statusCode()).isEqualTo(204);
		assertThat(this.server.requests()).extracting(RecordedRequest::path).containsExactly("/", "/elsewhere");
	}

	@Test
	void hangNeverAnswers() throws IOException {
		this.server.enqueue(SseResponse.hang());
		try (RawClient raw = RawClient.get(this.server.url())) {
			RecordedRequest request = this.server.takeRequest();
			assertThat(request.isOpen()).isTrue();

			this.server.dropAll();

			assertThat(raw.readAll()).isEmpty();
			assertThat(request.bytesWritten()).isZero();
		}
	}

	@Test
	void headCanBeHeldBackAndDelayed() throws IOException {
		CountDownLatch gate = new CountDownLatch(1);
		this.server.enqueue(SseResponse.status(401).delayHead(Duration.ofMillis(1)).headAwaiting(gate));
		try (RawClient raw = RawClient.get(this.server.url())) {
			assertThat(this.server.takeRequest().bytesWritten()).isZero();

			gate.countDown();

			assertThat(raw.readAll()).startsWith("HTTP/1.1 401");
		}
	}

	@Test
	void connectionCanEndBeforeTheResponse() throws IOException {
		this.server.enqueue(SseResponse.dropBeforeResponse(), SseResponse.resetBeforeResponse());
		try (RawClient raw = RawClient.get(this.server.url())) {
			assertThat(raw.readAll()).isEmpty();
		}
		try (RawClient raw = RawClient.get(this.server.url())) {
			assertThatExceptionOfType(IOException.class).isThrownBy(raw::readAll).withMessageContaining("reset");
		}
	}

}
