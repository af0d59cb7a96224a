package dev.eventsource.connection;

import java.net.URI;
import java.util.Map;

/**
 * A request for a stream, ready for the wire: nothing that could break out of its place
 * there gets into one.
 *
 * @param uri where it goes
 * @param method request method
 * @param headers names and values; a character stands for a byte
 * @param restricted whether nothing but these headers may go along, because the request
 * leaves the origins that may get credentials
 */
public record StreamRequest(URI uri, String method, Map<String, String> headers, boolean restricted) {

	/**
	 * Creates a request.
	 * @throws IllegalArgumentException if a header can not be sent as it is
	 */
	public StreamRequest {
		headers = Map.copyOf(headers);
		headers.forEach((name, value) -> {
			if (!HeaderRules.isName(name) || !HeaderRules.isValue(value)) {
				throw new IllegalArgumentException("A header has a character that none may have");
			}
		});
		if (!HeaderRules.isName(method) || !HeaderRules.isValue(uri.toString())) {
			throw new IllegalArgumentException("Method or URL has a character that none may have");
		}
	}

	@Override
	public String toString() {
		return "StreamRequest[method=" + this.method + "]";
	}

}
