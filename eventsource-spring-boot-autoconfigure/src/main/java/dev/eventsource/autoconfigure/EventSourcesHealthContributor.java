package dev.eventsource.autoconfigure;

import java.util.Optional;
import java.util.stream.Stream;

import dev.eventsource.EventSourceSpec;
import dev.eventsource.client.LiveEventSourceRegistry;
import dev.eventsource.client.ManagedEventSource;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Health of each source by its name, as the registry has them when it is asked.
 */
class EventSourcesHealthContributor implements CompositeHealthContributor {

	private final LiveEventSourceRegistry registry;

	EventSourcesHealthContributor(LiveEventSourceRegistry registry) {
		this.registry = registry;
	}

	@Override
	public @Nullable HealthContributor getContributor(String name) {
		return sources().filter((source) -> source.name().equals(name))
			.findFirst()
			.map(EventSourcesHealthContributor::indicator)
			.orElse(null);
	}

	@Override
	public Stream<Entry> stream() {
		return sources().map((source) -> new Entry(source.name(), indicator(source)));
	}

	private Stream<ManagedEventSource> sources() {
		return this.registry.all().stream().filter(EventSourcesHealthContributor::counts);
	}

	private static boolean counts(ManagedEventSource source) {
		if (source.spec().mode() == EventSourceSpec.Mode.FINITE) {
			// asked for by those who wait for the answer, and see for themselves
			return false;
		}
		return Optional.ofNullable(source.spec().health()).map((health) -> health.enabled()).orElse(true);
	}

	private static HealthIndicator indicator(ManagedEventSource source) {
		return () -> SourceHealth.of(SourceSnapshot.of(source));
	}

}
