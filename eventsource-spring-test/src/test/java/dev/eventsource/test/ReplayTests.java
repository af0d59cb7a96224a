package dev.eventsource.test;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

class ReplayTests {

	@RegisterExtension
	static SseServerExtension sse = new SseServerExtension();

	private SseEndpoint endpoint;

	@BeforeEach
	void remember() {
		this.endpoint = sse.server().on("/x");
		this.endpoint.replaying(List.of(ServerEvent.of("1", "a"), ServerEvent.of("2", "b")));
	}

	private List<String> replayed(String... headers) throws IOException {
		int before = this.endpoint.requests().size();
		try (RawClient client = RawClient.get(sse.server().url("/x"), headers)) {
			this.endpoint.awaitRequests(before + 1);
			this.endpoint.awaitConnected();
			this.endpoint.endAll();
			return client.readAll().lines().filter((line) -> line.startsWith("data: ")).toList();
		}
	}

	@Test
	void requestWithoutLastEventIdGetsEverything() throws IOException {
		assertThat(replayed()).containsExactly("data: a", "data: b");
	}

	@Test
	void requestWithAKnownIdGetsWhatCameAfterIt() throws IOException {
		assertThat(replayed("Last-Event-ID: 1")).containsExactly("data: b");
		assertThat(replayed("Last-Event-ID: 2")).isEmpty();
	}

	@Test
	void requestWithAnUnknownIdGetsEverything() throws IOException {
		assertThat(replayed("Last-Event-ID: 9")).containsExactly("data: a", "data: b");
	}

	@Test
	void eventSentWithAnIdIsReplayedToo() throws IOException {
		this.endpoint.send("", "3", "c");
		sse.server().send("", "4", "d");
		this.endpoint.send("without an id");

		assertThat(replayed("Last-Event-ID: 2")).containsExactly("data: c", "data: d");
	}

	@Test
	void eventSentWhileAStreamIsOpenComesOnce() throws IOException {
		try (RawClient client = RawClient.get(sse.server().url("/x"), "Last-Event-ID: 2")) {
			this.endpoint.awaitConnected();

			assertThat(this.endpoint.send("", "3", "c")).isOne();
			this.endpoint.endAll();

			client.readHead();
			assertThat(client.readAll()).isEqualTo("f\r\nid: 3\ndata: c\n\n\r\n0\r\n\r\n");
		}
	}

	@Test
	void eventsSentWhileAClientComesAndGoesComeOnceAndInOrder() throws Exception {
		Thread sender = new Thread(
				() -> IntStream.rangeClosed(3, 2000).forEach((id) -> this.endpoint.send("", String.valueOf(id), "x")));
		sender.start();

		List<Integer> received = new ArrayList<>();
		while (received.isEmpty() || received.get(received.size() - 1) < 2000) {
			readSome(received);
		}

		sender.join();
		assertThat(received).isEqualTo(IntStream.rangeClosed(1, 2000).boxed().toList());
	}

	private void readSome(List<Integer> received) throws IOException {
		String last = received.isEmpty() ? "" : "Last-Event-ID: " + received.get(received.size() - 1);
		try (RawClient client = RawClient.get(sse.server().url("/x"), last.isEmpty() ? "X: y" : last)) {
			for (int i = 0; i < 100 && (received.isEmpty() || received.get(received.size() - 1) < 2000); i++) {
				String event = client.readThrough("\n\n");
				received.add(Integer.valueOf(event.substring(event.indexOf("id: ") + 4, event.indexOf("\ndata"))));
			}
		}
	}

	@Test
	void enqueuedResponsesComeBeforeTheReplay() throws IOException {
		this.endpoint.enqueue(SseResponse.status(503));
		try (RawClient client = RawClient.get(sse.server().url("/x"))) {
			assertThat(client.readAll()).startsWith("HTTP/1.1 503");
		}

		assertThat(replayed("Last-Event-ID: 1")).containsExactly("data: b");
	}

}
