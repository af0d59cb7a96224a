package dev.eventsource.autoconfigure;

import java.util.Objects;

import dev.eventsource.EventSourceSpec;
import dev.eventsource.client.LiveEventSourceRegistry;

/**
 * Adds the sources of {@code eventsource.sources} to the registry. All at once and not
 * bean by bean, so that a source also runs when its bean is lazy.
 */
final class ConfiguredSources {

	private ConfiguredSources() {
	}

	static LiveEventSourceRegistry addTo(LiveEventSourceRegistry registry, EventSourceProperties properties,
			NamedBeans beans) {
		try {
			properties.sources().forEach((name, spec) -> {
				check(name, EventSourceSpec.BUILT_IN.overlay(properties.defaults()).overlay(spec), beans);
				registry.add(name, spec);
			});
			return registry;
		}
		catch (RuntimeException ex) {
			registry.close();
			throw ex;
		}
	}

	private static void check(String name, EventSourceSpec spec, NamedBeans beans) {
		if (Boolean.FALSE.equals(spec.enabled())) {
			return;
		}
		beans.checkExecutor(name, Objects.requireNonNull(Objects.requireNonNull(spec.delivery()).executor()));
		beans.checkBundle(name, spec.ssl());
		beans.checkOAuth2(name, spec.auth());
		EventSourceSpec.Checkpointing checkpoint = Objects.requireNonNull(spec.checkpoint());
		beans.checkStore(name, Objects.requireNonNull(checkpoint.store()));
		if (Boolean.TRUE.equals(checkpoint.transactional())) {
			beans.checkTransactionManager(name, checkpoint.transactionManager());
		}
	}

}
