package dev.eventsource.client;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import dev.eventsource.InvalidSpecException;
import dev.eventsource.checkpoint.CheckpointStore;
import org.jspecify.annotations.Nullable;

/**
 * Which source keeps its position where. No two of a registry may share a place: each
 * would go on where the other one is, or stand by for it without end.
 */
final class PositionPlaces {

	private final Map<Place, String> taken = new ConcurrentHashMap<>();

	/**
	 * Takes a place.
	 * @param source name of a source that has none
	 * @param place the place, or {@code null} if the source keeps no position
	 * @throws InvalidSpecException if another source has it
	 */
	void take(String source, @Nullable Place place) {
		String other = (place != null) ? this.taken.putIfAbsent(place, source) : null;
		if (place != null && other != null) {
			throw new InvalidSpecException(source, "checkpoint.key", place.key(),
					"is '" + place.key() + "', and so is that of event source '" + other + "' in the same store",
					"Give one of them another 'checkpoint.key': a position belongs to one source.");
		}
	}

	/**
	 * Leaves the place of a source to others.
	 * @param source its name
	 */
	void leave(String source) {
		this.taken.values().removeIf(source::equals);
	}

	/**
	 * A position in a store.
	 *
	 * @param store the store
	 * @param key the key in it
	 */
	record Place(CheckpointStore store, String key) {
	}

}
