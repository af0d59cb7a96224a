package dev.eventsource.mercure;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A subscription that a hub has, or had.
 *
 * @param id its path at the hub, which is also the topic of its events
 * @param topic topic or pattern that is asked for
 * @param matcherType how that is meant, in the words of 1.0; empty from a hub of 0.x
 * @param subscriber who asks: the hub's name for a connection
 * @param active whether it still is
 * @param payload what the subscriber's token says of it, {@code null} for nothing
 */
public record MercureSubscription(String id, String topic, String matcherType, String subscriber, boolean active,
		@Nullable Object payload) {

	static MercureSubscription of(Map<?, ?> document) {
		String topic = text(document, "match");
		return new MercureSubscription(text(document, "id"), topic.isEmpty() ? text(document, "topic") : topic,
				text(document, "match_type"), text(document, "subscriber"), Boolean.TRUE.equals(document.get("active")),
				document.get("payload"));
	}

	private static String text(Map<?, ?> document, String name) {
		Object value = document.get(name);
		return (value != null) ? value.toString() : "";
	}

}
