package dev.eventsource.mercure;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What is published to a hub: the new state of a topic. See "Publication" in the Mercure
 * specification.
 *
 * @param topics the topic, and others under which it goes to subscribers, too
 * @param data the content: text as it is, {@code null} for none, anything else as JSON
 * @param isPrivate whether only those get it whose token opens one of the topics
 * @param id its id, {@code null} to have the hub make one
 * @param type type of the event, {@code null} for {@code message}
 * @param retry time after which subscribers that lose their connection are to come back,
 * {@code null} for their own
 */
public record MercureUpdate(List<String> topics, @Nullable Object data, boolean isPrivate, @Nullable String id,
		@Nullable String type, @Nullable Duration retry) {

	/**
	 * Creates an update.
	 */
	public MercureUpdate {
		topics = List.copyOf(topics);
		if (topics.isEmpty() || topics.contains(Dialect.WILDCARD)) {
			throw new IllegalArgumentException("An update has at least one topic, and none is '*'");
		}
		if (id != null && (id.startsWith("#") || id.equals("earliest"))) {
			throw new IllegalArgumentException("Ids that begin with '#', and 'earliest', are the hub's");
		}
	}

	/**
	 * Begins an update that everybody gets.
	 * @param topic its topic
	 * @param data its content
	 * @return the update
	 */
	public static MercureUpdate of(String topic, @Nullable Object data) {
		return new MercureUpdate(List.of(topic), data, false, null, null, null);
	}

	/**
	 * Adds topics. A private update goes to everybody whose token opens one of them.
	 * @param alternates further topics
	 * @return a copy
	 */
	public MercureUpdate alsoTo(String... alternates) {
		List<String> all = new ArrayList<>(this.topics);
		all.addAll(List.of(alternates));
		return new MercureUpdate(all, this.data, this.isPrivate, this.id, this.type, this.retry);
	}

	/**
	 * Keeps the update from those whose token does not open it.
	 * @return a copy
	 */
	public MercureUpdate privately() {
		return new MercureUpdate(this.topics, this.data, true, this.id, this.type, this.retry);
	}

	/**
	 * Sets the id, by which subscribers go on after a loss.
	 * @param id the id, the only one of its kind at the hub
	 * @return a copy
	 */
	public MercureUpdate withId(String id) {
		return new MercureUpdate(this.topics, this.data, this.isPrivate, id, this.type, this.retry);
	}

	/**
	 * Sets the type of the event.
	 * @param type the type
	 * @return a copy
	 */
	public MercureUpdate withType(String type) {
		return new MercureUpdate(this.topics, this.data, this.isPrivate, this.id, type, this.retry);
	}

	/**
	 * Sets the reconnection time of those who get the update.
	 * @param retry the time
	 * @return a copy
	 */
	public MercureUpdate withRetry(Duration retry) {
		return new MercureUpdate(this.topics, this.data, this.isPrivate, this.id, this.type, retry);
	}

	/**
	 * Shows no content: it may be private.
	 */
	@Override
	public String toString() {
		return "MercureUpdate[topics=" + this.topics.size() + ", type=" + this.type + "]";
	}

}
