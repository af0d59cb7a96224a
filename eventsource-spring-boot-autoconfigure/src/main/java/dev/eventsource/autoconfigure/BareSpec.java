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

	static EventSourceSpec disabled() {
		return create(null, false, null);
	}

	static EventSourceSpec with(Map<String, String> query, Map<String, String> headers) {
		return create(query, null, headers);
	}

	private static EventSourceSpec create(@Nullable Map<String, String> query, @Nullable Boolean enabled,
			@Nullable Map<String, String> headers) {
		return new EventSourceSpec(null, query, enabled, null, headers, null, null, null, null, null, null, null, null,
				null, null, null, null, null, null, null, null, null, null, null, null, null, null, null);
	}

}
