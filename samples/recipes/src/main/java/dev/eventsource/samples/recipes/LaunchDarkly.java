package dev.eventsource.samples.recipes;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import dev.eventsource.SseListener;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import org.springframework.stereotype.Component;

/**
 * Keeps feature flags as the service last said.
 */
@Component
public class LaunchDarkly {

	private final Map<String, JsonNode> flags = new ConcurrentHashMap<>();

	@SseListener(source = "flags", event = "put")
	void onPut(Everything everything) {
		// after each connect: what is not in it has gone
		this.flags.keySet().retainAll(everything.data().flags().keySet());
		this.flags.putAll(everything.data().flags());
	}

	@SseListener(source = "flags", event = "patch")
	void onPatch(Change change) {
		if (change.isFlag() && change.data() != null) {
			this.flags.put(change.key(), change.data());
		}
	}

	@SseListener(source = "flags", event = "delete")
	void onDelete(Change change) {
		if (change.isFlag()) {
			this.flags.remove(change.key());
		}
	}

	/**
	 * Returns the flags.
	 * @return each by its key
	 */
	public Map<String, JsonNode> flags() {
		return this.flags;
	}

	/**
	 * The whole state.
	 *
	 * @param path always the root
	 * @param data flags and segments
	 */
	public record Everything(String path, Data data) {

		/**
		 * The state.
		 *
		 * @param flags flags by their keys
		 */
		public record Data(Map<String, JsonNode> flags) {

		}

	}

	/**
	 * One that has changed.
	 *
	 * @param path such as {@code /flags/new-checkout}
	 * @param data the flag; none when it is deleted
	 * @param version counts the changes
	 */
	public record Change(String path, @Nullable JsonNode data, @Nullable Integer version) {

		boolean isFlag() {
			return this.path.startsWith("/flags/");
		}

		String key() {
			return this.path.substring("/flags/".length());
		}

	}

}
