package dev.eventsource.samples.recipes;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import dev.eventsource.SseListener;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Knows which lights of a Hue bridge are on.
 */
@Component
public class Hue {

	private final Map<String, Boolean> lights = new ConcurrentHashMap<>();

	@SseListener(source = "hue")
	void onChanges(List<Container> containers) {
		containers.stream().flatMap((container) -> container.data().stream()).forEach(this::remember);
	}

	private void remember(Change change) {
		if (change.on() != null) {
			this.lights.put(change.id(), change.on().on());
		}
	}

	/**
	 * Returns which lights are on.
	 * @return each that has changed, by its id
	 */
	public Map<String, Boolean> lights() {
		return this.lights;
	}

	/**
	 * Changes that happened together.
	 *
	 * @param type {@code update}, {@code add}, {@code delete} or {@code error}
	 * @param data what has changed
	 */
	public record Container(String type, List<Change> data) {

	}

	/**
	 * What has changed of one thing.
	 *
	 * @param id the thing
	 * @param on whether it is on now, if that has changed
	 */
	public record Change(String id, @Nullable Switch on) {

	}

	/**
	 * A switch.
	 *
	 * @param on whether it is on
	 */
	public record Switch(boolean on) {

	}

}
