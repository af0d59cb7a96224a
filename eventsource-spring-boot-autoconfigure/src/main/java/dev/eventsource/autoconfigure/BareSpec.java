package dev.eventsource.autoconfigure;

import java.util.Map;

import dev.eventsource.EventSourceSpec;
import org.jspecify.annotations.Nullable;

/**
 * Makes settings that are all unset but a few, without need of a URL.
 */
final class BareSpec {

	private BareSpec() {
	}

	static EventSourceSpec unset() {
		return create(null, null, null);
	}

	/**
	 * Returns the settings of a source that is not used: none of its own counts, so
	 * nothing can be wrong with them.
	 */
	static EventSourceSpec disabled() {
		EventSourceSpec nowhere = EventSourceSpec.builder("http://disabled.invalid").build();
		return nowhere.overlay(create(null, false, null));
	}

	static EventSourceSpec with(Map<String, String> query, Map<String, String> headers) {
		return create(query, null, headers);
	}

	private static EventSourceSpec create(@Nullable Map<String, String> query, @Nullable Boolean enabled,
			@Nullable Map<String, String> headers) {
		return new EventSourceSpec(null, query, enabled, null, headers, null, null, null, null, null, null, null, null,
				null, null, null, null, null, null, null, null, null, null, null, null, null, null);
	}

}
