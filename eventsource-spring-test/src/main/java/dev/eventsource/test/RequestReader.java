package dev.eventsource.test;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/**
 * Reads one request. Lenient: what a client under test gets wrong is to be seen in the
 * record, not refused here.
 */
final class RequestReader {

	private static final int HEAD_LIMIT = 1024 * 1024;

	private final InputStream in;

	RequestReader(InputStream in) {
		this.in = in;
	}

	/**
	 * Reads the request.
	 * @return the request, empty when the peer closed before its first byte
	 * @throws IOException if the peer goes before the request's end
	 */
	Optional<RequestMessage> read() throws IOException {
		byte[] head = head();
		if (head.length == 0) {
			return Optional.empty();
		}
		RequestMessage message = new RequestMessage(head, new byte[0], Instant.now(), System.nanoTime());
		return Optional.of(message.withBody(body(message)));
	}

	private byte[] head() throws IOException {
		ByteArrayOutputStream head = new ByteArrayOutputStream();
		int length = line(head);
		while (length > 0) {
			length = line(head);
			if (head.size() > HEAD_LIMIT) {
				throw new IOException("The request's head is longer than " + HEAD_LIMIT + " bytes");
			}
		}
		return head.toByteArray();
	}

	/** Reads up to a line feed and returns the line's length without its end. */
	private int line(ByteArrayOutputStream line) throws IOException {
		int length = 0;
		int next = this.in.read();
		if (next < 0 && line.size() == 0) {
			return 0;
		}
		while (next != '\n') {
			if (next < 0) {
				throw new EOFException("The peer closed within the request");
			}
			line.write(next);
			length += (next != '\r') ? 1 : 0;
			next = this.in.read();
		}
		line.write(next);
		return length;
	}

	private ByteArrayOutputStream body(RequestMessage message) throws IOException {
		ByteArrayOutputStream body = new ByteArrayOutputStream();
		if (message.headers("Transfer-Encoding").anyMatch((header) -> header.text().endsWith("chunked"))) {
			readChunks(body);
			return body;
		}
		Optional<RequestMessage.Header> length = message.headers("Content-Length").findFirst();
		if (length.isPresent()) {
			copy(Integer.parseInt(length.get().text()), body);
		}
		return body;
	}

	private void readChunks(ByteArrayOutputStream body) throws IOException {
		int size = chunkSize();
		while (size > 0) {
			copy(size, body);
			line(new ByteArrayOutputStream());
			size = chunkSize();
		}
		ByteArrayOutputStream trailers = new ByteArrayOutputStream();
		while (line(trailers) > 0) {
			trailers.reset();
		}
	}

	private int chunkSize() throws IOException {
		ByteArrayOutputStream line = new ByteArrayOutputStream();
		line(line);
		return Integer.parseInt(line.toString(StandardCharsets.ISO_8859_1).split(";")[0].strip(), 16);
	}

	private void copy(int length, ByteArrayOutputStream body) throws IOException {
		byte[] bytes = this.in.readNBytes(length);
		if (bytes.length < length) {
			throw new EOFException("The peer closed within the request's body");
		}
		body.writeBytes(bytes);
	}

}
