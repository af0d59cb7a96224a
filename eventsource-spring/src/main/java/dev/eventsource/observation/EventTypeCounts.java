package dev.eventsource.observation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import dev.eventsource.delivery.EventHandler;
import dev.eventsource.delivery.Tally;
import dev.eventsource.observation.SourceMeters.Naming;

/**
 * Counts events by type. A type is a tag of its own if a handler names it; all others
 * share the tag {@code other}, so that no server can make meters without end.
 */
final class EventTypeCounts {

	static final String OTHER = "other";

	private static final Naming EVENTS = new Naming("eventsource.events", "events", "Events taken from the stream");

	private final SourceMeters meters;

	private final Supplier<List<EventHandler>> handlers;

	private final Tally others = new Tally();

	private volatile Map<String, Tally> named = Map.of();

	EventTypeCounts(SourceMeters meters, Supplier<List<EventHandler>> handlers) {
		this.meters = meters;
		this.handlers = handlers;
	}

	/**
	 * Makes the meter of those that no handler names.
	 */
	void begin() {
		register(OTHER, this.others);
	}

	void received(String type, int events) {
		this.named.getOrDefault(type, this.others).add(events);
	}

	/**
	 * Returns what tags follow from: as long as it is the same, they are.
	 */
	Object basis() {
		return this.named;
	}

	String tag(String type) {
		return this.named.containsKey(type) ? type : OTHER;
	}

	/**
	 * Looks again which types the handlers name. One that no handler names any more keeps
	 * its tag.
	 */
	void refresh() {
		this.handlers.get().forEach((handler) -> name(handler.types()));
	}

	/**
	 * Counts some types apart from here on.
	 * @param handled types that a handler names
	 */
	synchronized void name(Set<String> handled) {
		Set<String> types = handled.stream().filter((type) -> !type.equals(OTHER)).collect(Collectors.toSet());
		if (this.named.keySet().containsAll(types)) {
			return;
		}
		Map<String, Tally> all = new HashMap<>(this.named);
		types.forEach((type) -> all.computeIfAbsent(type, (unseen) -> register(unseen, new Tally())));
		this.named = Map.copyOf(all);
	}

	private Tally register(String type, Tally tally) {
		this.meters.count(EVENTS, tally, Tally::get, "type", type);
		return tally;
	}

}
