package dev.eventsource.connection;

import java.util.Map;

/**
 * What one request gets besides what the settings say.
 *
 * @param headers names and values, in the characters of the text
 * @param query names and values, not encoded
 * @param cookies value of {@code Cookie}; empty for none
 */
record RequestParts(Map<String, String> headers, Map<String, String> query, String cookies) {

	static final RequestParts NONE = new RequestParts(Map.of(), Map.of(), "");

	RequestParts withCookies(String cookies) {
		return new RequestParts(this.headers, this.query, cookies);
	}

	@Override
	public String toString() {
		return "RequestParts[headers=" + this.headers.size() + ", query=" + this.query.size() + "]";
	}

}
