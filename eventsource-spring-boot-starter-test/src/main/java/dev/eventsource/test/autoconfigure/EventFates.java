package dev.eventsource.test.autoconfigure;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.eventsource.MessageEvent;
import dev.eventsource.delivery.EventHandler;
import dev.eventsource.test.ClientWitness.Handling;

/**
 * What has become of the events of one source, by id. Safe for any thread.
 */
final class EventFates {

	/** Types of events that a test has sent, by id. */
	private final Map<String, String> sent = new HashMap<>();

	/** Ids of the handlers that are done, by id of the event. */
	private final Map<String, Set<String>> done = new HashMap<>();

	private final Set<String> failed = new HashSet<>();

	/** Handed to a listener that acknowledges, in this order, and not committed yet. */
	private final Set<String> unacknowledged = new LinkedHashSet<>();

	private final Set<String> receivedTypes = new HashSet<>();

	synchronized void clear() {
		this.sent.clear();
		this.done.clear();
		this.failed.clear();
		this.unacknowledged.clear();
		this.receivedTypes.clear();
	}

	synchronized void sending(String type, String id) {
		this.sent.put(id, type);
		this.done.remove(id);
		this.failed.remove(id);
		this.unacknowledged.remove(id);
		this.receivedTypes.remove(type);
	}

	synchronized void received(String type) {
		this.receivedTypes.add(type);
	}

	synchronized void done(EventHandler handler, MessageEvent event) {
		String id = event.lastEventId();
		this.done.computeIfAbsent(id, (key) -> new HashSet<>()).add(handler.id());
		this.sent.putIfAbsent(id, event.type());
		if (handler.acknowledges()) {
			this.unacknowledged.add(id);
		}
	}

	synchronized void failed(String id) {
		this.failed.add(id);
	}

	/** A position stands for all before it, too. */
	synchronized void committed(String id) {
		if (this.unacknowledged.contains(id)) {
			Set<String> later = new LinkedHashSet<>(this.unacknowledged);
			later.removeAll(upTo(id));
			this.unacknowledged.retainAll(later);
		}
	}

	private Set<String> upTo(String id) {
		Set<String> earlier = new HashSet<>();
		for (String handed : this.unacknowledged) {
			earlier.add(handed);
			if (handed.equals(id)) {
				break;
			}
		}
		return earlier;
	}

	/**
	 * Returns what has become of an event.
	 * @param id its id
	 * @param handlers all handlers of the source
	 * @return as far as it is known
	 */
	synchronized Handling of(String id, List<EventHandler> handlers) {
		if (this.failed.contains(id)) {
			return Handling.FAILED;
		}
		String type = this.sent.get(id);
		if (type == null) {
			return Handling.PENDING;
		}
		List<String> takers = handlers.stream()
			.filter((handler) -> takes(handler, type))
			.map(EventHandler::id)
			.toList();
		if (takers.isEmpty()) {
			return this.receivedTypes.contains(type) ? Handling.FAILED : Handling.PENDING;
		}
		boolean handled = this.done.getOrDefault(id, Set.of()).containsAll(takers);
		return (handled && !this.unacknowledged.contains(id)) ? Handling.HANDLED : Handling.PENDING;
	}

	static boolean takes(EventHandler handler, String type) {
		return handler.types().isEmpty() || handler.types().contains(type);
	}

}
