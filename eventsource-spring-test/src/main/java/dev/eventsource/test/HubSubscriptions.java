package dev.eventsource.test;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The documents by which a hub tells of its subscribers; see "Active Subscriptions" in
 * the Mercure specification.
 *
 * @param dialect the names
 * @param path path of the hub's URL
 */
record HubSubscriptions(HubDialect dialect, String path) {

	String topic(HubStream stream, HubMatcher matcher) {
		String type = this.dialect.strict() ? matcher.type().word() + "/" : "";
		return root() + "/" + type + encode(matcher.text()) + "/" + encode(stream.id());
	}

	String root() {
		return this.path + "/subscriptions";
	}

	Map<String, Object> document(HubStream stream, HubMatcher matcher) {
		Map<String, Object> document = new LinkedHashMap<>();
		document.put("id", topic(stream, matcher));
		document.put("type", this.dialect.strict() ? "subscription" : "Subscription");
		if (this.dialect.strict()) {
			document.put("match_type", matcher.type().word());
		}
		document.put(this.dialect.strict() ? "match" : "topic", matcher.text());
		document.put("subscriber", stream.id());
		document.put("active", stream.isOpen());
		return document;
	}

	SseResponse answer(String requested, List<HubStream> streams, String lastEventId) {
		List<Map<String, Object>> found = streams.stream()
			.filter(HubStream::isOpen)
			.flatMap((stream) -> stream.matchers().stream().map((matcher) -> document(stream, matcher)))
			.filter((document) -> (document.get("id") + "/").startsWith(requested + "/"))
			.toList();
		if (found.size() == 1 && requested.equals(found.get(0).get("id"))) {
			return answer(found.get(0), lastEventId);
		}
		if (found.isEmpty() && !requested.equals(root())) {
			return SseResponse.status(404);
		}
		Map<String, Object> collection = new LinkedHashMap<>();
		collection.put("id", requested);
		collection.put("type", this.dialect.strict() ? "subscriptions" : "Subscriptions");
		collection.put("subscriptions", found);
		return answer(collection, lastEventId);
	}

	private SseResponse answer(Map<String, Object> document, String lastEventId) {
		Map<String, Object> body = new LinkedHashMap<>(document);
		if (this.dialect.strict()) {
			return SseResponse.status(200)
				.header("Link",
						"<" + this.path + ">; rel=\"mercure\"; last-event-id=\"" + lastEventId
								+ "\"; type=\"mercure\"; content-type=\"application/json\"")
				.body(Json.write(body), "application/json");
		}
		body.put("lastEventID", lastEventId);
		return SseResponse.status(200).body(Json.write(body), "application/ld+json");
	}

	private static String encode(String text) {
		return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
	}

}
