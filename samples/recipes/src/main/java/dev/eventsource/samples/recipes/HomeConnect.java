package dev.eventsource.samples.recipes;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import dev.eventsource.EventId;
import dev.eventsource.SseListener;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Knows the state of home appliances.
 */
@Component
public class HomeConnect {

	private final Map<String, String> states = new ConcurrentHashMap<>();

	@SseListener(source = "appliances", event = { "STATUS", "NOTIFY", "EVENT" })
	void onItems(@EventId String appliance, Items items) {
		items.items().forEach((item) -> this.states.put(appliance + " " + item.key(), String.valueOf(item.value())));
	}

	@SseListener(source = "appliances", event = "KEEP-ALIVE")
	void onKeepAlive(Optional<Items> none) {
		// its data line is empty
	}

	/**
	 * Returns what is known of the appliances.
	 * @return values by appliance and key
	 */
	public Map<String, String> states() {
		return this.states;
	}

	/**
	 * What has changed.
	 *
	 * @param items each change
	 */
	public record Items(List<Item> items) {

	}

	/**
	 * A change.
	 *
	 * @param key what
	 * @param value its value
	 */
	public record Item(String key, @Nullable Object value) {

	}

}
