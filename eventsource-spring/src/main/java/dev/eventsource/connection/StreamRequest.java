package dev.eventsource.connection;

import java.net.URI;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A request for a stream, ready for the wire: nothing that could break out of its place
 * there gets into one.
 *
 * @param uri where it goes
 * @param method request method
 * @param headers names and values; a character stands for a byte
 * @param restricted whether nothing but these headers may go along, because the request
 * leaves the origins that may get credentials
 * @param body what is sent behind the head, or {@code null} for nothing
 */
public record StreamRequest(URI uri, String method, Map<String, String> headers, boolean restricted,
		byte @Nullable [] body) {

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
		if (restricted && body != null) {
			throw new IllegalArgumentException("A body must not leave the origins that may get credentials");
		}
	}

	/**
	 * Creates a request without a body.
	 * @param uri where it goes
	 * @param method request method
	 * @param headers names and values; a character stands for a byte
	 * @param restricted whether nothing but these headers may go along
	 */
	public StreamRequest(URI uri, String method, Map<String, String> headers, boolean restricted) {
		this(uri, method, headers, restricted, null);
	}

	@Override
	public String toString() {
		return "StreamRequest[method=" + this.method + "]";
	}

}
