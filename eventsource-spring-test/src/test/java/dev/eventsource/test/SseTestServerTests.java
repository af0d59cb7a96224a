package dev.eventsource.test;

import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class SseTestServerTests {

	private final SseTestServer server = SseTestServer.start();

	@AfterEach
	void closeServer() {
		this.server.close();
	}

	@Test
	void requestWhenNothingIsScriptedGetsAnOpenStreamThatTheTestWritesTo() throws IOException {
		try (RawClient client = RawClient.get(this.server.url())) {
			this.server.awaitConnected();

			int streams = this.server.send("price", "7", "one\ntwo");

			assertThat(streams).isEqualTo(1);
			assertThat(client.readHead()).startsWith("HTTP/1.1 200 OK\r\n")
				.contains("Content-Type: text/event-stream\r\n", "Transfer-Encoding: chunked\r\n");
			assertThat(client.readThrough("\n\n\r\n"))
				.isEqualTo("28\r\nevent: price\nid: 7\ndata: one\ndata: two\n\n\r\n");
		}
	}

	@Test
	void endAllEndsAStreamBehindWhatWasSentToIt() throws IOException {
		try (RawClient client = RawClient.get(this.server.url())) {
			this.server.awaitConnected();

			this.server.send("a");
			this.server.comment("ok");
			this.server.sendRaw("x");
			this.server.endAll();

			client.readHead();
			assertThat(client.readAll()).isEqualTo("9\r\ndata: a\n\n\r\n4\r\n:ok\n\r\n1\r\nx\r\n0\r\n\r\n");
		}
	}

	@Test
	void dropAllEndsAStreamWithoutItsLastChunk() throws IOException {
		try (RawClient client = RawClient.get(this.server.url())) {
			RecordedRequest request = this.server.awaitConnected();

			this.server.sendRaw("x");
			this.server.dropAll();

			client.readHead();
			assertThat(client.readAll()).isEqualTo("1\r\nx\r\n");
			assertThat(request.isOpen()).isFalse();
			assertThat(request.peerGone()).isFalse();
		}
		this.server.awaitClosed();
	}

	@Test
	void resetAllResetsAStream() throws IOException {
		try (RawClient client = RawClient.get(this.server.url())) {
			this.server.awaitConnected();
			client.readHead();

			this.server.resetAll();

			assertThatExceptionOfType(IOException.class).isThrownBy(client::readAll).withMessageContaining("reset");
		}
	}

	@Test
	void dropAllCutsOffAScriptStillUnderWay() throws IOException {
		this.server.enqueue(SseResponse.stream().endless("data: x\n\n".getBytes()));
		try (RawClient client = RawClient.get(this.server.url())) {
			client.readThrough("data: x\n\n");

			this.server.dropAll();

			client.readAll();
			assertThat(this.server.takeRequest().isOpen()).isFalse();
		}
	}

	@Test
	void killAllEndsEvenAConnectionWhoseClientDoesNotRead() throws IOException {
		this.server.enqueue(SseResponse.stream().endless(new byte[100_000]));
		try (RawClient client = RawClient.get(this.server.url())) {
			client.readHead();
			RecordedRequest request = this.server.takeRequest();
			request.awaitBlockedWrite(Duration.ofMillis(50));

			this.server.killAll();

			this.server.awaitClosed();
			assertThat(request.peerGone()).isFalse();
		}
	}

	@Test
	void endpointsAnswerSendAndRecordEachForTheirOwnPath() throws IOException {
		SseEndpoint prices = this.server.on("/prices");
		prices.enqueue(SseResponse.stream("data: first\n\n"));
		try (RawClient other = RawClient.get(this.server.url("/other"));
				RawClient client = RawClient.get(this.server.url("/prices"))) {
			this.server.awaitConnected(2);

			assertThat(prices.send("second")).isEqualTo(1);
			prices.endAll();
			this.server.send("rest");
			this.server.endAll();

			assertThat(client.readAll()).contains("first", "second").doesNotContain("rest");
			assertThat(other.readAll()).contains("rest").doesNotContain("second");
			assertThat(prices.requests()).extracting(RecordedRequest::path).containsExactly("/prices");
			assertThat(this.server.requests()).hasSize(2);
		}
	}

	@Test
	void pathWithNothingScriptedIsAnsweredAsTheServerIs() throws IOException {
		SseEndpoint prices = this.server.on("/prices");
		prices.enqueue(SseResponse.status(401));
		this.server.always(SseResponse.status(503));

		assertThat(answer("/prices")).startsWith("HTTP/1.1 401");
		assertThat(answer("/prices")).startsWith("HTTP/1.1 503");
		assertThat(prices.awaitRequests(2)).noneMatch(RecordedRequest::peerGone);
	}

	private String answer(String path) throws IOException {
		try (RawClient client = RawClient.get(this.server.url(path))) {
			return client.readAll();
		}
	}

	@Test
	void scriptThatFailsEndsTheConnectionAndIsShown() throws IOException {
		this.server.always((request) -> {
			throw new AssertionError("not " + request.path());
		});

		assertThat(answer("/")).isEmpty();

		assertThatExceptionOfType(AssertionError.class).isThrownBy(this::takeTwoRequests)
			.withMessageContaining("not /");
	}

	private void takeTwoRequests() {
		this.server.takeRequest();
		this.server.takeRequest(Duration.ofMillis(10));
	}

	@Test
	void refuseRefusesNewConnectionsAndKeepsOpenOnes() throws IOException {
		try (RawClient client = RawClient.get(this.server.url())) {
			this.server.awaitConnected();

			this.server.refuse();

			assertThatExceptionOfType(ConnectException.class).isThrownBy(() -> RawClient.connect(this.server));
			this.server.send("still here");
			this.server.endAll();
			assertThat(client.readAll()).contains("still here");
		}
		this.server.accept();
		RawClient.get(this.server.url()).close();
		this.server.awaitRequests(2);
	}

	@Test
	void restartComesBackOnTheSamePortWithScriptsAndRecords() throws IOException {
		int port = this.server.port();
		try (RawClient client = RawClient.get(this.server.url())) {
			this.server.awaitConnected();

			this.server.stop();

			assertThat(this.server.openConnections()).isZero();
			assertThatExceptionOfType(ConnectException.class).isThrownBy(() -> RawClient.connect(this.server));
			this.server.enqueue(SseResponse.status(503));
			this.server.restart();
			client.readHead();
		}
		try (RawClient client = RawClient.get(this.server.url())) {
			assertThat(client.readAll()).startsWith("HTTP/1.1 503");
		}
		assertThat(this.server.port()).isEqualTo(port);
		assertThat(this.server.requests()).hasSize(2);
	}

	@Test
	void resetForgetsScriptsAndRecords() throws IOException {
		this.server.enqueue(SseResponse.status(500), SseResponse.status(500));
		this.server.on("/x").always(SseResponse.status(500));
		RawClient.get(this.server.url()).close();
		this.server.takeRequest();

		this.server.reset();

		assertThat(this.server.requests()).isEmpty();
		try (RawClient client = RawClient.get(this.server.url("/x"))) {
			assertThat(client.readHead()).startsWith("HTTP/1.1 200");
			assertThat(this.server.takeRequest().path()).isEqualTo("/x");
		}
	}

	@Test
	void closeLeavesNoThreadAndNoPort() throws IOException {
		SseTestServer closed = SseTestServer.start(SseServerOptions.defaults().withPort(0));
		RawClient idle = RawClient.connect(closed);
		RawClient streaming = RawClient.get(closed.url());
		closed.awaitConnected();
		closed.awaitOpenConnections(2);

		closed.close();
		closed.close();

		assertThatExceptionOfType(ConnectException.class).isThrownBy(() -> RawClient.connect(closed));
		assertThat(threadNames()).containsExactly("sse-test-server-accept-1");
		idle.close();
		streaming.close();
	}

	@Test
	void servesHundredsOfConnectionsAtOnce() throws IOException {
		List<RawClient> clients = new ArrayList<>();
		for (int i = 0; i < 300; i++) {
			clients.add(RawClient.get(this.server.url()));
		}
		this.server.awaitConnected(300);

		assertThat(this.server.send("all")).isEqualTo(300);
		for (RawClient client : clients) {
			assertThat(client.readThrough("\n\n")).endsWith("data: all\n\n");
			client.close();
		}
		this.server.awaitClosed();
	}

	private static List<String> threadNames() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.map(Thread::getName)
			.filter((name) -> name.startsWith("sse-test-server-"))
			.toList();
	}

}
