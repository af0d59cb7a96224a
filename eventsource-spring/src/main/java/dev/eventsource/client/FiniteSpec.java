package dev.eventsource.client;

import java.time.Duration;
import java.util.Objects;

import dev.eventsource.EventSourceSpec;

/**
 * Settings of finite streams: somebody waits for the answer, and nobody goes on with it
 * later.
 */
final class FiniteSpec {

	/** What is built in besides. A layer below all others: its URL is none. */
	private static final EventSourceSpec LAYER = EventSourceSpec.builder("")
		.autoStartup(false)
		.reconnectMaxAttempts(3)
		.reconnectMaxServerDelay(Duration.ofSeconds(30))
		.build();

	private FiniteSpec() {
	}

	/**
	 * Completes the settings of a source, finite or not.
	 * @param defaults what lies under those of every source
	 * @param spec what the source says
	 * @return settings without gaps
	 */
	static EventSourceSpec resolve(EventSourceSpec defaults, EventSourceSpec spec) {
		EventSourceSpec any = EventSourceSpec.BUILT_IN.overlay(defaults).overlay(spec);
		if (any.mode() != EventSourceSpec.Mode.FINITE) {
			return any;
		}
		EventSourceSpec base = EventSourceSpec.BUILT_IN.overlay(LAYER);
		EventSourceSpec given = (defaults == EventSourceSpec.BUILT_IN) ? base : base.overlay(defaults);
		return given.overlay(spec).with((changes) -> changes.checkpointStore("memory"));
	}

	static EventSourceSpec finite(EventSourceSpec spec) {
		String url = Objects.requireNonNullElse(spec.url(), "");
		return spec.overlay(EventSourceSpec.builder(url).mode(EventSourceSpec.Mode.FINITE).build());
	}

}
