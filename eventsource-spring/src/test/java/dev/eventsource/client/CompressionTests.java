package dev.eventsource.client;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;

import dev.eventsource.ConnectionFailedException;
import dev.eventsource.EventSource;
import dev.eventsource.EventSourceErrorEvent;
import dev.eventsource.EventSourceSpec;
import dev.eventsource.EventSourceSpecBuilder;
import dev.eventsource.MessageEvent;
import dev.eventsource.test.SseReply;
import dev.eventsource.test.SseResponse;
import dev.eventsource.test.SseStream;
import dev.eventsource.test.SseTestServer;
import dev.eventsource.testing.Heard;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Streams in gzip, over a real connection.
 */
class CompressionTests {

	private final SseTestServer server = SseTestServer.start();

	private final Heard<MessageEvent> messages = new Heard<>();

	private final Heard<EventSourceErrorEvent> errors = new Heard<>();

	@AfterEach
	void close() {
		this.server.close();
	}

	private EventSourceSpecBuilder packed() {
		return EventSourceSpec.builder(this.server.url("/s").toString())
			.compression(true)
			.reconnectDelay(Duration.ofMillis(20))
			.reconnectMinDelay(Duration.ofMillis(10))
			.reconnectJitter(0);
	}

	private EventSource open(EventSourceSpecBuilder spec) {
		EventSource source = EventSources.builder(org.springframework.web.reactive.function.client.WebClient.builder())
			.spec(spec.build())
			.build();
		source.onMessage(this.messages);
		source.onError(this.errors);
		source.start();
		return source;
	}

	private static SseStream stream() {
		return SseResponse.stream().header("Content-Encoding", "gzip");
	}

	private static byte[] gzip(String text) throws IOException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (GZIPOutputStream packing = new GZIPOutputStream(bytes)) {
			packing.write(text.getBytes(StandardCharsets.UTF_8));
		}
		return bytes.toByteArray();
	}

	@Test
	void asksForGzipAndNothingElse() {
		try (EventSource source = open(packed())) {
			assertThat(this.server.takeRequest().header("Accept-Encoding")).contains("gzip");
			assertThat(source.name()).isNotEmpty();
		}
	}

	@Test
	void deliversWhatIsFlushedBeforeTheNextIsSent() throws IOException {
		this.server.enqueue(stream());
		ByteArrayOutputStream wire = new ByteArrayOutputStream();
		try (EventSource source = open(packed()); GZIPOutputStream packing = new GZIPOutputStream(wire, 512, true)) {
			this.server.awaitConnected();
			for (int number = 0; number < 20; number++) {
				packing.write(("data: " + number + "\n\n").getBytes(StandardCharsets.UTF_8));
				packing.flush();
				this.server.sendRaw(wire.toByteArray());
				wire.reset();
				assertThat(this.messages.next().data()).isEqualTo("" + number);
			}
			assertThat(source.state().reason()).isEqualTo("open");
		}
	}

	@Test
	void takesAStreamThatIsNotPackedAlthoughItMayBe() {
		this.server.enqueue(SseResponse.stream().data("plain").stayOpen());
		try (EventSource source = open(packed())) {
			assertThat(this.messages.next().data()).isEqualTo("plain");
			assertThat(source.lastEventId()).isEmpty();
		}
	}

	@Test
	void reconnectsBehindALargeStream() throws IOException {
		StringBuilder text = new StringBuilder();
		for (int number = 1; number <= 20_000; number++) {
			text.append("id: ").append(number).append("\ndata: event ").append(number * 7919L).append("\n\n");
		}
		this.server.enqueue(stream().raw(gzip(text.toString())).end());
		try (EventSource source = open(packed())) {
			this.server.takeRequest();
			assertThat(this.server.takeRequest().lastEventId()).contains("20000");
			assertThat(source.lastEventId()).isEqualTo("20000");
		}
	}

	@Test
	void losesAStreamThatIsCutInTheMiddle() throws IOException {
		byte[] whole = gzip("data: 1\n\ndata: 2\n\n");
		this.server.enqueue(stream().raw(Arrays.copyOf(whole, whole.length - 6)).end());
		try (EventSource source = open(packed())) {
			assertThat(this.messages.next().data()).isEqualTo("1");
			assertThat(this.errors.next().reason()).isEqualTo("truncated-chunk");
			assertThat(source.name()).isNotEmpty();
		}
	}

	@Test
	void losesAStreamThatIsDamagedAndKeepsWhatCameBefore() throws IOException {
		byte[] whole = gzip("data: 1\n\ndata: 2\n\n");
		whole[whole.length - 8] ^= 1;
		this.server.enqueue(stream().raw(whole).stayOpen());
		try (EventSource source = open(packed())) {
			assertThat(this.errors.next().reason()).isEqualTo("corrupt-encoding");
			assertThat(this.messages.next().data()).isEqualTo("1");
			assertThat(source.name()).isNotEmpty();
		}
	}

	@Test
	void losesABomb() throws IOException {
		this.server.enqueue(stream().raw(gzip(":" + " ".repeat(50_000_000))).stayOpen());
		try (EventSource source = open(packed())) {
			EventSourceErrorEvent error = this.errors.next();
			assertThat(error.reason()).isEqualTo("decompression-limit");
			assertThat(error.message()).contains("limits.expansion-ratio");
			assertThat(source.name()).isNotEmpty();
		}
	}

	@Test
	void refusesGzipThatItDidNotAskFor() throws IOException {
		this.server.enqueue(stream().raw(gzip("data: 1\n\n")).stayOpen());
		try (EventSource source = open(packed().compression(false))) {
			assertThat(this.errors.next().reason()).isEqualTo("content-encoding");
			assertThat(source.name()).isNotEmpty();
		}
	}

	@Test
	void readsARefusalThatIsPacked() throws IOException {
		SseReply refusal = SseResponse.status(400)
			.header("Content-Encoding", "gzip")
			.body(gzip("{\"error\":\"no\"}" + " ".repeat(1_000_000)), "application/json");
		this.server.enqueue(refusal);
		try (EventSourceClient client = EventSourceClient.create(packed().build())) {
			ConnectionFailedException failure = catchThrowableOfType(ConnectionFailedException.class,
					() -> client.exchange("{}").blockLast(Duration.ofSeconds(20)));

			assertThat(failure.body()).startsWith("{\"error\":\"no\"}").hasSize(8192);
		}
	}

}
