package dev.eventsource.client;

import java.time.Duration;

import dev.eventsource.EventSource;
import dev.eventsource.EventSourceSpec;
import dev.eventsource.MessageEvent;
import dev.eventsource.test.SseResponse;
import dev.eventsource.test.SseTestServer;
import dev.eventsource.testing.Heard;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A server that repeats events, and events without an id of their own between them.
 */
class DeduplicationTests {

	private final SseTestServer server = SseTestServer.start();

	private final EventSource source = EventSources.builder(WebClient.builder())
		.spec(EventSourceSpec.builder(this.server.url("/stream").toString())
			.reconnectDelay(Duration.ofMillis(20))
			.reconnectMinDelay(Duration.ofMillis(10))
			.reconnectJitter(0)
			.deliveryDeduplicateWindow(100)
			.build())
		.build();

	private final Heard<MessageEvent> messages = new Heard<>();

	@BeforeEach
	void listen() {
		this.source.onMessage(this.messages);
	}

	@AfterEach
	void close() {
		this.source.close();
		this.server.close();
	}

	private String next() {
		return this.messages.next().data();
	}

	@Test
	void dropsWhatTheServerSendsAgainAfterAReconnect() {
		this.server.on("/stream")
			.enqueue(SseResponse.stream().event("message", "1", "a").event("message", "2", "b").end(),
					SseResponse.stream().event("message", "2", "b").event("message", "3", "c").stayOpen());

		this.source.start();

		assertThat(next() + next() + next()).isEqualTo("abc");
	}

	@Test
	void dropsAnIdThatComesTwiceInARow() {
		this.server.on("/stream")
			.enqueue(SseResponse.stream()
				.event("message", "1", "a")
				.event("message", "1", "a")
				.event("message", "2", "b")
				.stayOpen());

		this.source.start();

		assertThat(next() + next()).isEqualTo("ab");
	}

	@Test
	void keepsEventsWithoutAnIdAlsoAfterAReconnectAndARestart() {
		this.server.on("/stream")
			.enqueue(SseResponse.stream().event("message", "1", "a").data("b").data("b").end(),
					SseResponse.stream().data("c").event("message", "1", "a").data("d").stayOpen(),
					SseResponse.stream().data("e").stayOpen());
		this.source.start();
		assertThat(next() + next() + next() + next() + next()).isEqualTo("abbcd");

		this.source.stop();
		this.source.start();

		assertThat(next()).isEqualTo("e");
	}

}
