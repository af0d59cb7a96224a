package dev.eventsource.delivery;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Events that wait in a lane, in the order of the stream: for others to go with to a
 * handler of batches, or behind others that do. Owned by the lane.
 */
final class GatheredEvents {

	private final List<CurrentEvent> events = new ArrayList<>();

	private long bytes;

	/** The first handler that any of them waits for; {@code null} if it is not known. */
	private @Nullable HandlerSlot first;

	boolean isEmpty() {
		return this.events.isEmpty();
	}

	int size() {
		return this.events.size();
	}

	long bytes() {
		return this.bytes;
	}

	void add(CurrentEvent event) {
		HandlerSlot slot = event.nextSlot();
		if (this.events.isEmpty() || this.first != null && isBefore(slot, this.first)) {
			this.first = slot;
		}
		int place = this.events.size();
		while (place > 0 && this.events.get(place - 1).number() > event.number()) {
			place--;
		}
		this.events.add(place, event);
		this.bytes += event.size();
	}

	private static boolean isBefore(HandlerSlot slot, HandlerSlot other) {
		return HandlerSlot.CALLING_ORDER.compare(slot, other) < 0;
	}

	/**
	 * Returns whether an event would overtake another one.
	 * @param event the event
	 * @param slot whose turn it is
	 * @return whether an earlier event comes to that handler later
	 */
	boolean isOvertaken(CurrentEvent event, HandlerSlot slot) {
		if (this.events.isEmpty() || isBefore(slot, first())) {
			return false;
		}
		for (CurrentEvent each : this.events) {
			if (each.number() > event.number()) {
				return false;
			}
			if (!isBefore(slot, each.nextSlot())) {
				return true;
			}
		}
		return false;
	}

	private HandlerSlot first() {
		HandlerSlot known = this.first;
		if (known == null) {
			known = this.events.stream().map(CurrentEvent::nextSlot).min(HandlerSlot.CALLING_ORDER).orElseThrow();
			this.first = known;
		}
		return known;
	}

	/**
	 * Returns those that are next: of the first handler that any of them waits for.
	 * @return a batch, or one event if it is to be called alone
	 */
	List<CurrentEvent> next() {
		HandlerSlot slot = first();
		List<CurrentEvent> waiting = this.events.stream().filter((event) -> event.slot() == slot).toList();
		int end = 0;
		while (end < waiting.size() && slot.takesBatches() && !waiting.get(end).isAlone()) {
			end++;
		}
		return waiting.subList(0, Math.max(end, 1));
	}

	CurrentEvent removeFirst() {
		CurrentEvent event = this.events.get(0);
		remove(Set.of(event));
		return event;
	}

	void remove(Set<CurrentEvent> leaving) {
		this.events.removeIf(leaving::contains);
		leaving.forEach((event) -> this.bytes -= event.size());
		this.first = null;
	}

}
