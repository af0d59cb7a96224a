package dev.eventsource.connection;

import java.net.URI;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * Makes the request of each hop: the one place that decides what is sent to whom.
 */
final class StreamRequests {

	private final Map<String, String> headers;

	private final @Nullable String idParameter;

	private final RequestContent content;

	StreamRequests(Map<String, String> headers, @Nullable String idParameter) {
		this(headers, idParameter, RequestContent.GET);
	}

	StreamRequests(Map<String, String> headers, @Nullable String idParameter, RequestContent content) {
		this.headers = headers;
		this.idParameter = idParameter;
		this.content = content;
	}

	/**
	 * Makes a request.
	 * @param hop where it goes
	 * @param lastEventId what to go on from, empty for none
	 * @return the request
	 */
	StreamRequest create(Hop hop, String lastEventId) {
		Map<String, String> sent = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
		this.headers.forEach((name, value) -> {
			if (!hop.restricted() || HeaderRules.isHarmless(name)) {
				sent.put(name, HeaderRules.toBytes(value));
			}
		});
		if (!lastEventId.isEmpty()) {
			sent.put("Last-Event-ID", HeaderRules.toBytes(lastEventId));
		}
		Supplier<byte[]> body = this.content.body();
		if (body != null) {
			sent.putIfAbsent("Content-Type", "application/json");
		}
		return new StreamRequest(uri(hop, lastEventId), this.content.method(), sent, hop.restricted(),
				(body != null) ? body.get() : null);
	}

	private URI uri(Hop hop, String lastEventId) {
		// a Location is complete: what a redirect needs, the server has put there
		boolean add = this.idParameter != null && !lastEventId.isEmpty() && hop.redirects() == 0;
		return add ? RequestUrl.withQuery(hop.uri(), Map.of(this.idParameter, lastEventId)) : hop.uri();
	}

}
