package dev.eventsource.autoconfigure;

import java.util.Map;

import dev.eventsource.EventSourceSpec;

/**
 * What {@code eventsource.*} says. No {@code @ConfigurationProperties}: its values must
 * not show in the endpoint {@code configprops}, and a bare number is seconds here.
 *
 * @param enabled whether sources are used at all
 * @param autoStartup whether sources connect when the application has started
 * @param executorThreads most threads of the shared executor; 0 for no limit
 * @param maxConcurrentConnects most connection attempts under way at a time; 0 for no
 * limit
 * @param defaults settings laid under those of each source
 * @param sources settings of each source by its name
 */
public record EventSourceProperties(boolean enabled, boolean autoStartup, int executorThreads,
		int maxConcurrentConnects, EventSourceSpec defaults, Map<String, EventSourceSpec> sources) {

	/**
	 * Returns no value of any setting: many are secret.
	 */
	@Override
	public String toString() {
		return "EventSourceProperties[sources=" + this.sources.keySet() + "]";
	}

}
