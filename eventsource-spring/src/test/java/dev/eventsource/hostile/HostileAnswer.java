package dev.eventsource.hostile;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.zip.GZIPOutputStream;

import dev.eventsource.test.SseResponse;
import dev.eventsource.test.SseStream;

/**
 * What a server that means harm, or is badly broken, may answer.
 */
enum HostileAnswer {

	/** Little that becomes much. */
	GZIP_BOMB(() -> gzip(packed("", ":"))),

	/** The same, as one event that never ends. */
	GZIP_BOMB_IN_DATA(() -> gzip(packed("data: ", "x"))),

	/** A file name in the header of gzip that never ends. */
	ENDLESS_GZIP_HEADER(() -> gzip(new byte[] { 0x1F, (byte) 0x8B, 8, 8, 0, 0, 0, 0, 0, 0 }).endless(letters(8192))),

	/** Bytes that are no gzip. */
	NO_GZIP(() -> gzip("data: plain\n\n".getBytes(StandardCharsets.UTF_8))),

	/** A line that never ends. */
	ENDLESS_LINE(() -> SseResponse.stream("data: ").endless(letters(8192))),

	/** An event of lines that never ends. */
	ENDLESS_EVENT(() -> SseResponse.stream().endless("data\n".repeat(2000).getBytes(StandardCharsets.UTF_8))),

	/** Comments and nothing else. */
	ENDLESS_COMMENTS(() -> SseResponse.stream().endless((":" + "c".repeat(60) + "\n").repeat(100).getBytes())),

	/** A field that nobody knows, with a name that never ends. */
	ENDLESS_FIELD_NAME(() -> SseResponse.stream().endless(letters(8192))),

	/** An id that never ends. */
	ENDLESS_ID(() -> SseResponse.stream("id: ").endless(letters(8192))),

	/** Large events, one after another, faster than anybody takes them. */
	FLOOD(() -> SseResponse.stream().endless(("data: " + "f".repeat(500_000) + "\n\n").getBytes())),

	/** As many types as there are events. */
	MANY_TYPES(() -> SseResponse.stream(types(50_000)).stayOpen()),

	/** Headers without end. */
	ENDLESS_HEADERS(() -> SseResponse.verbatim("HTTP/1.1 200 OK\r\n").endless("X-Pad: padding\r\n".getBytes())),

	/** One header without end. */
	ENDLESS_HEADER(() -> SseResponse.verbatim("HTTP/1.1 200 OK\r\nX-Pad: ").endless(letters(1024))),

	/** A status line without end. */
	ENDLESS_STATUS_LINE(() -> SseResponse.verbatim("HTTP/1.1 200 ").endless(letters(1024))),

	/** Interim answers without end. */
	ENDLESS_INTERIM(() -> SseResponse.verbatim("").endless("HTTP/1.1 103 Early Hints\r\nLink: <x>\r\n\r\n".getBytes())),

	/** A chunk whose size never ends. */
	ENDLESS_CHUNK_SIZE(() -> SseResponse
		.verbatim("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n" + "Transfer-Encoding: chunked\r\n\r\n")
		.endless("0".repeat(1024).getBytes())),

	/** Trailers without end. */
	ENDLESS_TRAILERS(() -> SseResponse
		.verbatim("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n" + "Transfer-Encoding: chunked\r\n\r\n0\r\n")
		.endless("X-Pad: padding\r\n".getBytes())),

	/** A byte now and then, and never an event. */
	SLOW_DRIP(() -> drip(SseResponse.stream("data: "))),

	/** Half a head. */
	SILENCE_IN_HEAD(() -> SseResponse.verbatim("HTTP/1.1 200 OK\r\nContent-Ty").stall()),

	/** A second answer behind the first. */
	SPLIT_ANSWER(
			() -> SseResponse.verbatim("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nContent-Length: 0\r\n\r\n"
					+ "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\ndata: smuggled\n\n")),

	/** A Location that wants to write headers. */
	SPLIT_LOCATION(() -> SseResponse
		.verbatim("HTTP/1.1 302 Found\r\n" + "Location: /x%0d%0aX-Injected:%201\r\nContent-Length: 0\r\n\r\n")),

	/** A Location to itself. */
	REDIRECT_LOOP(() -> SseResponse.redirect(302, "?again")),

	/** A Location that is no stream's. */
	REDIRECT_TO_FILE(() -> SseResponse.redirect(302, "file:///etc/passwd")),

	/** Ids that want to write headers. */
	INJECTING_IDS(() -> SseResponse
		.stream("id: 7\rX-Injected: 1\r\rdata: a\n\nid: 8\u0001\u007f\u0085X-Injected: 2\n\n"
				+ "id: 9\0X-Injected: 3\n\n")
		.end()),

	/** A reconnection time of twenty digits, and of nothing. */
	ABSURD_RETRY(() -> SseResponse.stream("retry: 99999999999999999999\n\nretry: 0\n\n").end()),

	/** An error that never ends. */
	ENDLESS_ERROR(() -> SseResponse.stream().withStatus(503).endless(letters(8192))),

	/** Another type, without end. */
	ENDLESS_PAGE(() -> SseResponse.stream().contentType("text/html").endless("<p>".repeat(2000).getBytes()));

	private final SseResponse answer;

	HostileAnswer(Supplier<SseResponse> answer) {
		this.answer = answer.get();
	}

	SseResponse answer() {
		return this.answer;
	}

	String path() {
		return "/" + name().toLowerCase(Locale.ROOT);
	}

	private static SseStream gzip(byte[] body) {
		return SseResponse.stream().header("Content-Encoding", "gzip").raw(body).stayOpen();
	}

	private static byte[] packed(String beginning, String letter) {
		byte[] block = letter.repeat(1_000_000).getBytes(StandardCharsets.US_ASCII);
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (GZIPOutputStream packing = new GZIPOutputStream(bytes)) {
			packing.write(beginning.getBytes(StandardCharsets.US_ASCII));
			for (int number = 0; number < 200; number++) {
				packing.write(block);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return bytes.toByteArray();
	}

	private static byte[] letters(int length) {
		byte[] letters = new byte[length];
		Arrays.fill(letters, (byte) 'a');
		return letters;
	}

	private static String types(int count) {
		StringBuilder text = new StringBuilder();
		for (int number = 0; number < count; number++) {
			text.append("event: t").append(number).append("\ndata: x\n\n");
		}
		return text.toString();
	}

	private static SseStream drip(SseStream begun) {
		SseStream stream = begun;
		for (int number = 0; number < 400; number++) {
			stream = stream.delay(Duration.ofMillis(50)).raw("x");
		}
		return stream.stall();
	}

}
