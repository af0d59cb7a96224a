package dev.eventsource.test;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A request as it came over the wire.
 *
 * @param head request line and headers, the blank line included
 * @param body the body, without chunk framing
 * @param at when the head was complete
 * @param nanos the same moment by {@link System#nanoTime()}
 */
record RequestMessage(byte[] head, byte[] body, Instant at, long nanos) {

	record Header(String name, byte[] value) {

		private static Header of(String line) {
			int colon = line.indexOf(':');
			String name = (colon < 0) ? line : line.substring(0, colon);
			String value = line.substring(colon + 1).strip();
			return new Header(name, value.getBytes(StandardCharsets.ISO_8859_1));
		}

		String text() {
			return new String(this.value, StandardCharsets.ISO_8859_1);
		}

	}

	RequestMessage withBody(ByteArrayOutputStream body) {
		return new RequestMessage(this.head, body.toByteArray(), this.at, this.nanos);
	}

	String requestLine() {
		return lines().get(0);
	}

	List<Header> headers() {
		return lines().stream().skip(1).map(Header::of).toList();
	}

	Stream<Header> headers(String name) {
		return headers().stream().filter((header) -> header.name().equalsIgnoreCase(name));
	}

	private List<String> lines() {
		List<String> lines = new ArrayList<>();
		for (String line : new String(this.head, StandardCharsets.ISO_8859_1).split("\r?\n")) {
			lines.add(line);
		}
		return lines;
	}

}
