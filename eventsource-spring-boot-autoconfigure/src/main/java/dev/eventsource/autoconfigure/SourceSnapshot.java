package dev.eventsource.autoconfigure;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

import dev.eventsource.EventSourceSpec;
import dev.eventsource.EventSourceState;
import dev.eventsource.client.ManagedEventSource;
import dev.eventsource.client.SourceFacts;
import dev.eventsource.delivery.EventHandler;

/**
 * What there is to tell about a source at one moment; free of secrets.
 *
 * @param name its name
 * @param url its URL without query; empty if the source is disabled
 * @param lastEventId the last received id
 * @param state where it stands
 * @param facts counts and positions
 * @param health when it counts as sick
 * @param handlers who takes its events
 * @param at the moment
 */
record SourceSnapshot(String name, String url, String lastEventId, EventSourceState state, SourceFacts facts,
		EventSourceSpec.Health health, List<EventHandler> handlers, Instant at) {

	static SourceSnapshot of(ManagedEventSource source) {
		boolean enabled = !Boolean.FALSE.equals(source.spec().enabled());
		return new SourceSnapshot(source.name(), enabled ? source.url().toString() : "", source.lastEventId(),
				source.state(), source.facts(), Objects.requireNonNull(source.spec().health()), source.handlers(),
				Instant.now());
	}

}
