package dev.eventsource.test;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Status line and headers of a response.
 *
 * @param status the status, 0 for a response without any head
 * @param headers the headers in order
 * @param framing how the body's end is told
 * @param length what {@code Content-Length} says, negative for the script's own length
 */
record ResponseHead(int status, List<Map.Entry<String, String>> headers, Framing framing, long length) {

	static final ResponseHead NONE = new ResponseHead(0, List.of(), Framing.CLOSE_DELIMITED, -1);

	static ResponseHead of(int status, Framing framing) {
		return new ResponseHead(status, List.of(), framing, -1);
	}

	ResponseHead withStatus(int status) {
		return new ResponseHead(status, this.headers, this.framing, this.length);
	}

	ResponseHead withFraming(Framing framing, long length) {
		return new ResponseHead(this.status, this.headers, framing, length);
	}

	ResponseHead with(String name, String value) {
		List<Map.Entry<String, String>> more = new ArrayList<>(this.headers);
		more.add(Map.entry(name, value));
		return new ResponseHead(this.status, List.copyOf(more), this.framing, this.length);
	}

	ResponseHead replacing(String name, String value) {
		List<Map.Entry<String, String>> others = this.headers.stream()
			.filter((header) -> !header.getKey().equalsIgnoreCase(name))
			.toList();
		return new ResponseHead(this.status, others, this.framing, this.length).with(name, value);
	}

	byte[] toBytes(long bodyLength) {
		if (this.status == 0) {
			return new byte[0];
		}
		StringBuilder head = new StringBuilder("HTTP/1.1 " + this.status + " " + reason() + "\r\n");
		this.headers.forEach((header) -> head.append(header.getKey() + ": " + header.getValue() + "\r\n"));
		if (this.framing == Framing.CHUNKED) {
			head.append("Transfer-Encoding: chunked\r\n");
		}
		if (this.framing == Framing.LENGTH && mayHaveBody()) {
			head.append("Content-Length: " + ((this.length < 0) ? bodyLength : this.length) + "\r\n");
		}
		return head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
	}

	private boolean mayHaveBody() {
		return this.status >= 200 && this.status != 204 && this.status != 304;
	}

	private String reason() {
		return switch (this.status / 100) {
			case 1 -> "Informational";
			case 2 -> (this.status == 204) ? "No Content" : "OK";
			case 3 -> "Redirect";
			case 4 -> "Client Error";
			default -> "Server Error";
		};
	}

}
