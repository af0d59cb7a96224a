package dev.eventsource.observation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import dev.eventsource.delivery.EventHandler;
import dev.eventsource.delivery.Tally;

/**
 * Counts events by type. A type is a tag of its own if a handler names it; all others
 * share the tag {@code other}, so that no server can make meters without end.
 */
final class EventTypeCounts {

	static final String OTHER = "other";

	private final SourceMeters meters;

	private final Supplier<List<EventHandler>> handlers;

	private final Tally others = new Tally();

	private volatile Map<String, Tally> named = Map.of();

	EventTypeCounts(SourceMeters meters, Supplier<List<EventHandler>> handlers) {
		this.meters = meters;
		this.handlers = handlers;
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
	synchronized void refresh() {
		Set<String> types = this.handlers.get()
			.stream()
			.flatMap((handler) -> handler.types().stream())
			.filter((type) -> !type.equals(OTHER))
			.collect(Collectors.toSet());
		if (this.named.keySet().containsAll(types)) {
			return;
		}
		Map<String, Tally> all = new HashMap<>(this.named);
		types.forEach((type) -> all.computeIfAbsent(type, (unseen) -> register(unseen, new Tally())));
		this.named = Map.copyOf(all);
	}

	private Tally register(String type, Tally tally) {
		this.meters.count(tally, "eventsource.events", "events", "Events taken from the stream", "type", type);
		return tally;
	}

}
