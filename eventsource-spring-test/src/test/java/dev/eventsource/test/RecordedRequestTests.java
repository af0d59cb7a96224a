package dev.eventsource.test;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class RecordedRequestTests {

	@RegisterExtension
	final SseServerExtension sse = new SseServerExtension(SseServerOptions.defaults().withSendBufferSize(4096));

	private RecordedRequest send(String bytes) throws IOException {
		try (RawClient client = RawClient.connect(this.sse.server())) {
			client.write(bytes);
			return this.sse.server().takeRequest();
		}
	}

	@Test
	void showsWhatCameOverTheWire() throws IOException {
		String head = "GET /a%20b?x=1 HTTP/1.1\r\nHost: here\r\nlast-event-id:  ü \r\nX: 1\r\nX: 2\r\n\r\n";

		RecordedRequest request = send(head);

		assertThat(request.method()).isEqualTo("GET");
		assertThat(request.target()).isEqualTo("/a%20b?x=1");
		assertThat(request.path()).isEqualTo("/a%20b");
		assertThat(request.query()).isEqualTo("x=1");
		assertThat(request.headerNames()).containsExactly("Host", "last-event-id", "X", "X");
		assertThat(request.headers("x")).containsExactly("1", "2");
		assertThat(request.header("Absent")).isEmpty();
		assertThat(request.head()).isEqualTo(head.getBytes(StandardCharsets.UTF_8));
	}

	@Test
	void showsLastEventIdAsBytesAndInBothReadings() throws IOException {
		RecordedRequest request = send("GET / HTTP/1.1\r\nLast-Event-ID: ü\r\n\r\n");

		assertThat(request.headerBytes("Last-Event-ID")).hasValue("ü".getBytes(StandardCharsets.UTF_8));
		assertThat(request.header("last-event-ID")).hasValue("Ã¼");
		assertThat(request.lastEventId()).hasValue("ü");
	}

	@Test
	void showsABodyOfKnownLength() throws IOException {
		RecordedRequest request = send("POST / HTTP/1.1\r\nContent-Length: 3\r\n\r\nabc");

		assertThat(request.bodyText()).isEqualTo("abc");
	}

	@Test
	void showsAChunkedBodyWithoutItsFraming() throws IOException {
		RecordedRequest request = send("POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n"
				+ "2;x=y\r\nab\r\n1\r\nc\r\n0\r\nTrailer: t\r\n\r\n");

		assertThat(request.body()).isEqualTo(new byte[] { 'a', 'b', 'c' });
	}

	@Test
	void showsWhenAndFromWhereItCame() throws IOException {
		Instant before = Instant.now().minusMillis(1);
		long nanos = System.nanoTime();
		try (RawClient client = RawClient.get(this.sse.server().url())) {
			RecordedRequest request = this.sse.server().takeRequest();

			assertThat(request.arrivedAt()).isBetween(before, Instant.now());
			assertThat(request.arrivedNanos()).isBetween(nanos, System.nanoTime());
			assertThat(request.remotePort()).isEqualTo(client.socket().getLocalPort());
		}
	}

	@Test
	void clientThatLeavesAnIdleStreamIsNoticedAtOnce() throws IOException {
		RecordedRequest request;
		try (RawClient client = RawClient.get(this.sse.server().url())) {
			request = this.sse.server().awaitConnected();
			client.readHead();
			assertThat(request.isOpen()).isTrue();
		}

		request.awaitPeerGone();

		assertThat(request.peerGone()).isTrue();
		this.sse.server().awaitClosed();
		assertThat(this.sse.server().send("into the void")).isZero();
	}

	@Test
	void clientThatLeavesAfterACompleteAnswerIsNotGoneEarly() throws IOException {
		SseTestServer server = this.sse.server();
		server.always(SseResponse.status(200).body("done", "text/plain"));
		for (int i = 0; i < 200; i++) {
			try (RawClient client = RawClient.get(server.url())) {
				client.readThrough("done");
			}
		}

		server.awaitClosed();

		assertThat(server.awaitRequests(200)).noneMatch(RecordedRequest::peerGone);
	}

	@Test
	void clientThatLeavesAHeldScriptEndsIt() throws IOException {
		this.sse.server().enqueue(SseResponse.stream().awaiting(new CountDownLatch(1)));
		try (RawClient client = RawClient.get(this.sse.server().url())) {
			client.readHead();
			client.socket().setSoLinger(true, 0);
		}

		this.sse.server().takeRequest().awaitPeerGone();

		this.sse.server().awaitClosed();
	}

	@Test
	void clientThatStopsReadingBlocksTheWrite() throws IOException {
		this.sse.server().enqueue(SseResponse.stream().endless(new byte[1024]));
		Socket socket = new Socket();
		socket.setReceiveBufferSize(4096);
		socket.connect(new InetSocketAddress("127.0.0.1", this.sse.server().port()));
		try (RawClient client = new RawClient(socket)) {
			client.write("GET / HTTP/1.1\r\n\r\n");

			RecordedRequest request = this.sse.server().takeRequest();
			long written = request.awaitBlockedWrite(Duration.ofMillis(100));

			assertThat(written).isPositive().isLessThan(4_000_000);
			assertThat(request.bytesWritten()).isEqualTo(written);
		}
		this.sse.server().awaitClosed();
	}

	@Test
	void brokenRequestIsAFailureThatWaitsShow() throws IOException {
		RawClient client = RawClient.connect(this.sse.server());
		client.write("GET / HT");
		this.sse.server().awaitOpenConnections(1);
		client.close();
		this.sse.server().awaitClosed();

		assertThatExceptionOfType(AssertionError.class)
			.isThrownBy(() -> this.sse.server().takeRequest(Duration.ofMillis(10)))
			.withMessageContaining("closed within the request");
	}

}
