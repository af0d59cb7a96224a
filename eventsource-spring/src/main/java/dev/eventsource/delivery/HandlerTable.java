package dev.eventsource.delivery;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Who takes which type of event, in the order of the calls. Immutable: a change makes a
 * new table, so that a lookup is one step whatever the number of handlers.
 */
final class HandlerTable {

	static final HandlerTable EMPTY = new HandlerTable(List.of());

	private final List<HandlerSlot> slots;

	/** One for each type that a handler names: servers can not make it grow. */
	private final Map<String, HandlerSlot[]> byType;

	private final HandlerSlot[] anyType;

	private final boolean batches;

	private HandlerTable(List<HandlerSlot> slots) {
		this.slots = slots;
		this.anyType = slots.stream().filter((slot) -> slot.handler().types().isEmpty()).toArray(HandlerSlot[]::new);
		this.batches = slots.stream().anyMatch(HandlerSlot::takesBatches);
		Map<String, HandlerSlot[]> named = new HashMap<>();
		for (HandlerSlot slot : slots) {
			slot.handler().types().forEach((type) -> named.computeIfAbsent(type, this::takers));
		}
		this.byType = Map.copyOf(named);
	}

	// one handler of batches is enough for events to wait for each other
	private boolean isPlain(HandlerSlot[] route) {
		for (HandlerSlot slot : route) {
			if (slot.handler().acknowledges()) {
				return false;
			}
		}
		return route.length > 0 && !this.batches;
	}

	private HandlerSlot[] takers(String type) {
		return this.slots.stream().filter((slot) -> takes(slot.handler(), type)).toArray(HandlerSlot[]::new);
	}

	private static boolean takes(EventHandler handler, String type) {
		return handler.types().isEmpty() || handler.types().contains(type);
	}

	HandlerTable with(HandlerSlot slot) {
		List<HandlerSlot> more = new ArrayList<>(this.slots);
		more.add(slot);
		more.sort(HandlerSlot.CALLING_ORDER);
		return new HandlerTable(List.copyOf(more));
	}

	HandlerTable without(HandlerSlot slot) {
		return new HandlerTable(this.slots.stream().filter((other) -> other != slot).toList());
	}

	/**
	 * Returns the handlers of a type.
	 * @param type the event type
	 * @return not to be modified
	 */
	HandlerSlot[] route(String type) {
		return this.byType.getOrDefault(type, this.anyType);
	}

	/**
	 * Returns the handlers of a type if nothing more is to be done than to call them.
	 * @param type the event type
	 * @return not to be modified; {@code null} if there are none, or one that takes
	 * batches or acknowledges
	 */
	HandlerSlot @Nullable [] plainRoute(String type) {
		HandlerSlot[] route = route(type);
		return isPlain(route) ? route : null;
	}

	/**
	 * Returns the handlers of an id.
	 * @param id the id; empty for every handler of the type
	 * @param type the event type
	 * @return not to be modified
	 */
	HandlerSlot[] named(String id, String type) {
		return id.isEmpty() ? route(type)
				: this.slots.stream().filter((slot) -> slot.handler().id().equals(id)).toArray(HandlerSlot[]::new);
	}

	/** Whether a handler takes more than one event at a time. */
	boolean hasBatches() {
		return this.batches;
	}

	boolean isEmpty() {
		return this.slots.isEmpty();
	}

	List<EventHandler> handlers() {
		return this.slots.stream().map(HandlerSlot::handler).toList();
	}

}
