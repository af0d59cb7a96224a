package dev.eventsource.connection;

import java.net.URI;
import java.util.Map;

/**
 * A request for a stream, checked: nothing in it can break out of its line.
 *
 * @param uri where to
 * @param method HTTP method
 * @param headers names and values, one value each; values are Latin-1 strings of the
 * bytes to send
 */
public record StreamRequest(URI uri, String method, Map<String, String> headers) {

	@Override
	public String toString() {
		return "StreamRequest[method=" + this.method + "]";
	}

}
