package dev.eventsource.client;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import dev.eventsource.EventSourceCustomizer;
import dev.eventsource.EventSourceRequestCustomizer;
import dev.eventsource.EventSourceSpec;
import dev.eventsource.InvalidSpecException;
import org.jspecify.annotations.Nullable;

/**
 * Who adds to the settings of sources and to their requests.
 *
 * @param sources change settings, in this order
 * @param requests add to requests, in this order
 * @param oauth2 gives who adds tokens by the value of {@code auth.oauth2.registration};
 * {@code null} if nobody can
 */
record SourceAdditions(List<EventSourceCustomizer> sources, List<EventSourceRequestCustomizer> requests,
		@Nullable Function<String, EventSourceRequestCustomizer> oauth2) {

	static final SourceAdditions NONE = new SourceAdditions(List.of(), List.of(), null);

	EventSourceSpec customize(String source, EventSourceSpec spec) {
		EventSourceSpec customized = spec;
		for (EventSourceCustomizer customizer : this.sources) {
			customized = customizer.customize(source, customized);
		}
		return EventSourceSpec.BUILT_IN.overlay(customized);
	}

	List<EventSourceRequestCustomizer> requestCustomizers(String source, EventSourceSpec spec) {
		List<EventSourceRequestCustomizer> customizers = new ArrayList<>();
		EventSourceSpec.Auth auth = spec.auth();
		EventSourceSpec.OAuth2 asked = (auth != null) ? auth.oauth2() : null;
		String registration = (asked != null) ? asked.registration() : null;
		if (registration != null && !registration.isBlank()) {
			customizers.add(oauth2(source, registration));
		}
		this.requests.stream().filter((customizer) -> customizer.isFor(source)).forEach(customizers::add);
		return customizers;
	}

	private EventSourceRequestCustomizer oauth2(String source, String registration) {
		if (this.oauth2 == null) {
			throw new InvalidSpecException(source, "auth.oauth2.registration", registration,
					"is set, but nobody gives OAuth2 tokens", "Use Spring Boot, or set 'oauth2' of the builder.");
		}
		return this.oauth2.apply(registration);
	}

}
