package dev.eventsource.test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class SseStreamTests {

	private final SseTestServer server = SseTestServer.start();

	@AfterEach
	void closeServer() {
		this.server.close();
	}

	private String answer(SseResponse response) throws IOException {
		this.server.enqueue(response);
		try (RawClient client = RawClient.get(this.server.url())) {
			return client.readAll();
		}
	}

	private String body(SseStream stream) throws IOException {
		String answer = answer(stream);
		return answer.substring(answer.indexOf("\r\n\r\n") + 4);
	}

	@Test
	void writesFieldsAsTheStandardSpellsThem() throws IOException {
		SseStream stream = SseResponse.stream()
			.closeDelimited()
			.retry(250)
			.comment("ok")
			.id("1")
			.event("put", "2", "a\nb")
			.data("")
			.end();

		assertThat(body(stream))
			.isEqualTo("retry: 250\n:ok\nid: 1\n\nevent: put\nid: 2\ndata: a\ndata: b\n\ndata: \n\n");
	}

	@Test
	void everyPieceIsAChunkOfItsOwn() throws IOException {
		assertThat(body(SseResponse.stream().raw("ab").raw("c").end())).isEqualTo("2\r\nab\r\n1\r\nc\r\n0\r\n\r\n");
	}

	@Test
	void inChunksOfCutsAcrossPieces() throws IOException {
		assertThat(body(SseResponse.stream().raw("abc").raw("de").inChunksOf(2).end()))
			.isEqualTo("2\r\nab\r\n2\r\ncd\r\n1\r\ne\r\n0\r\n\r\n");
	}

	@Test
	void inChunksOfWhenAGateIsInTheBodyCutsThereToo() throws IOException {
		CountDownLatch open = new CountDownLatch(0);

		assertThat(body(SseResponse.stream().raw("abc").awaiting(open).raw("de").inChunksOf(2).end()))
			.isEqualTo("2\r\nab\r\n1\r\nc\r\n1\r\nd\r\n1\r\ne\r\n0\r\n\r\n");
	}

	@Test
	void cutCutsAtPlacesOfTheWholeBody() throws IOException {
		assertThat(body(SseResponse.stream().raw("abc").raw("de").cut(4, 1).drop()))
			.isEqualTo("1\r\na\r\n3\r\nbcd\r\n1\r\ne\r\n");
		assertThat(body(SseResponse.stream().raw("abc").raw("de").cut().drop())).isEqualTo("5\r\nabcde\r\n");
	}

	@Test
	void inChunksOfNothingIsRefused() {
		SseStream stream = SseResponse.stream();

		assertThatIllegalArgumentException().isThrownBy(() -> stream.inChunksOf(0)).withMessageContaining("not 0");
		assertThatIllegalArgumentException().isThrownBy(() -> stream.endless(new byte[0]));
	}

	@Test
	void closeDelimitedHasNoFraming() throws IOException {
		assertThat(answer(SseResponse.stream("data: x\n\n").closeDelimited().end())).endsWith("\r\n\r\ndata: x\n\n")
			.doesNotContain("Transfer-Encoding", "Content-Length");
	}

	@Test
	void contentLengthCanPromiseMoreThanComes() throws IOException {
		assertThat(answer(SseResponse.stream("data: x\n\n").contentLength(90).drop()))
			.contains("Content-Length: 90\r\n")
			.endsWith("\r\n\r\ndata: x\n\n");
	}

	@Test
	void headCanSayAnything() throws IOException {
		SseStream stream = SseResponse.stream().withStatus(201).contentType("text/html").header("X-A", "b").end();

		assertThat(answer(stream)).startsWith("HTTP/1.1 201 OK\r\n")
			.contains("Content-Type: text/html\r\n", "X-A: b\r\n")
			.doesNotContain("event-stream");
	}

	@Test
	void fileIsServedByteForByte(@TempDir Path directory) throws IOException {
		Path file = Files.writeString(directory.resolve("recorded.sse"), "data: ä\r\n\r\n");

		assertThat(body(SseResponse.stream().closeDelimited().file(file).end())).isEqualTo("data: ä\r\n\r\n");
	}

	@Test
	void verbatimAddsNothing() throws IOException {
		assertThat(answer(SseResponse.verbatim("HTTP/1.1 abc\r\n").inChunksOf(3).drop())).isEqualTo("HTTP/1.1 abc\r\n");
	}

	@Test
	void gatesHoldHeadAndBodyUntilTheTestOpensThem() throws IOException {
		CountDownLatch head = new CountDownLatch(1);
		CountDownLatch body = new CountDownLatch(1);
		this.server.enqueue(SseResponse.stream().headAwaiting(head).raw("a").awaiting(body).raw("b").end());
		try (RawClient client = RawClient.get(this.server.url())) {
			RecordedRequest request = this.server.takeRequest();
			assertThat(request.bytesWritten()).isZero();

			head.countDown();
			client.readHead();
			client.readThrough("a\r\n");
			assertThat(request.isOpen()).isTrue();
			body.countDown();

			assertThat(client.readAll()).isEqualTo("1\r\nb\r\n0\r\n\r\n");
		}
	}

	@Test
	void delaysLetTimePass() throws IOException {
		Duration pause = Duration.ofMillis(30);
		long began = System.nanoTime();

		answer(SseResponse.stream().delayHead(pause).raw("a").delay(pause).end());

		assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThanOrEqualTo(pause.multipliedBy(2));
	}

	@Test
	void stallLetsWhatIsSentGoPast() throws IOException {
		this.server.enqueue(SseResponse.stream("a").stall());
		try (RawClient client = RawClient.get(this.server.url())) {
			this.server.awaitConnected();

			assertThat(this.server.send("b")).isZero();
			this.server.endAll();

			client.readHead();
			assertThat(client.readAll()).isEqualTo("1\r\na\r\n0\r\n\r\n");
		}
	}

	@Test
	void resetComesAsAReset() {
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> answer(SseResponse.stream("a").reset()))
			.withMessageContaining("reset");
	}

}
