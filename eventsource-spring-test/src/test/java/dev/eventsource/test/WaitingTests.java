package dev.eventsource.test;

import java.io.IOException;
import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class WaitingTests {

	@RegisterExtension
	static SseServerExtension sse = new SseServerExtension(
			SseServerOptions.defaults().withPatience(Duration.ofMillis(50)));

	@Test
	void awaitWhenInVainShowsWhatHappenedInstead(SseTestServer server) throws IOException {
		server.enqueue(SseResponse.status(503));
		RawClient idle = RawClient.connect(server);
		try (RawClient client = RawClient.get(server.url("/prices"), "Last-Event-ID: 41")) {
			client.readAll();

			assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> server.awaitRequests(2))
				.withMessageContaining("Waited 50 ms for at least 2 requests in vain")
				.withMessageContaining("1 requests, 2 open connections")
				.withMessageMatching("(?s).*\\+\\d+ ms GET /prices from port \\d+, Last-Event-ID 41: ENDED, "
						+ "\\d+ bytes written of 503 \\[] END.*")
				.withMessageContaining("without a request");
		}
		idle.close();
	}

	@Test
	void awaitConnectedIsNotContentWithAnExchangeThatIsOver(SseTestServer server) throws IOException {
		server.enqueue(SseResponse.stream().end());
		try (RawClient client = RawClient.get(server.url())) {
			client.readAll();

			assertThatExceptionOfType(AssertionError.class).isThrownBy(server::awaitConnected);
		}
	}

	@Test
	void awaitConnectedIsNotContentWithARequestStillUnanswered(SseTestServer server) throws IOException {
		server.enqueue(SseResponse.hang());
		try (RawClient client = RawClient.get(server.url())) {
			assertThat(server.takeRequest().remotePort()).isEqualTo(client.socket().getLocalPort());

			assertThatExceptionOfType(AssertionError.class).isThrownBy(server::awaitConnected)
				.withMessageContaining("RECEIVED");
		}
	}

	@Test
	void awaitClosedWaitsUntilTheClientHasClosedToo(SseTestServer server) throws IOException {
		server.enqueue(SseResponse.stream().end());
		try (RawClient client = RawClient.get(server.url())) {
			client.readAll();

			assertThatExceptionOfType(AssertionError.class).isThrownBy(server::awaitClosed);
			assertThat(server.openConnections()).isOne();
		}
		server.awaitClosed();
	}

	@Test
	void takeRequestTakesEachRequestOnce(SseTestServer server) throws IOException {
		RawClient.get(server.url("/1")).close();
		server.awaitRequests(1);
		RawClient.get(server.url("/2")).close();

		assertThat(server.takeRequest().path()).isEqualTo("/1");
		assertThat(server.takeRequest().path()).isEqualTo("/2");
		assertThatExceptionOfType(AssertionError.class).isThrownBy(server::takeRequest)
			.withMessageContaining("request 3");
	}

}
