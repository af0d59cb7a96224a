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
		return create(hop, lastEventId, RequestParts.NONE);
	}

	/**
	 * Makes a request.
	 * @param hop where it goes
	 * @param lastEventId what to go on from, empty for none
	 * @param parts what this request alone gets, unless its hop is restricted
	 * @return the request
	 */
	StreamRequest create(Hop hop, String lastEventId, RequestParts parts) {
		Map<String, String> wanted = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
		wanted.putAll(this.headers);
		wanted.putAll(parts.headers());
		if (!parts.cookies().isEmpty()) {
			wanted.merge("Cookie", parts.cookies(), (own, kept) -> own + "; " + kept);
		}
		Map<String, String> sent = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
		wanted.forEach((name, value) -> {
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
		URI uri = uri(hop, lastEventId);
		// a Location is complete: what a redirect needs, the server has put there
		URI target = (hop.redirects() == 0) ? RequestUrl.withQuery(uri, parts.query()) : uri;
		return new StreamRequest(target, this.content.method(), sent, hop.restricted(),
				(body != null) ? body.get() : null);
	}

	/**
	 * Returns where a request goes.
	 * @param hop the hop
	 * @param lastEventId what to go on from, empty for none
	 * @return the URL, but for what is added to this request alone
	 */
	URI uri(Hop hop, String lastEventId) {
		boolean add = this.idParameter != null && !lastEventId.isEmpty() && hop.redirects() == 0;
		return add ? RequestUrl.withQuery(hop.uri(), Map.of(this.idParameter, lastEventId)) : hop.uri();
	}

}
