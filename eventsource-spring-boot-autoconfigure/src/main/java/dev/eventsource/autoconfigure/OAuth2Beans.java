package dev.eventsource.autoconfigure;

import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

import dev.eventsource.EventSourceRequestCustomizer;
import dev.eventsource.InvalidSpecException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.security.oauth2.client.AuthorizedClientServiceOAuth2AuthorizedClientManager;
import org.springframework.security.oauth2.client.AuthorizedClientServiceReactiveOAuth2AuthorizedClientManager;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientService;
import org.springframework.security.oauth2.client.ReactiveOAuth2AuthorizedClientService;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.ReactiveClientRegistrationRepository;
import org.springframework.security.oauth2.core.AuthorizationGrantType;

/**
 * Finds the client registrations that settings name, and who gets tokens for them: a
 * servlet application has the blocking beans only, a reactive one the others, and one
 * without a web server both. Loaded only where Spring Security's OAuth2 client is.
 */
final class OAuth2Beans {

	static final String PROPERTY = "auth.oauth2.registration";

	private static final Duration PATIENCE = Duration.ofSeconds(10);

	private final ListableBeanFactory beanFactory;

	OAuth2Beans(ListableBeanFactory beanFactory) {
		this.beanFactory = beanFactory;
	}

	void check(String source, String id) {
		ClientRegistration registration = find(id);
		if (registration == null) {
			throw new InvalidSpecException(source, PROPERTY, id, "names no OAuth2 client registration",
					"Define it under 'spring.security.oauth2.client.registration." + id + "'" + known());
		}
		if (!registration.getAuthorizationGrantType().equals(AuthorizationGrantType.CLIENT_CREDENTIALS)) {
			throw new InvalidSpecException(source, PROPERTY, id, "names a registration for another grant type",
					"Set its 'authorization-grant-type' to client_credentials: a source has no user who could log in.");
		}
	}

	private @Nullable ClientRegistration find(String id) {
		ClientRegistrationRepository blocking = bean(ClientRegistrationRepository.class);
		if (blocking != null) {
			return blocking.findByRegistrationId(id);
		}
		ReactiveClientRegistrationRepository reactive = bean(ReactiveClientRegistrationRepository.class);
		return (reactive != null) ? reactive.findByRegistrationId(id).block(PATIENCE) : null;
	}

	private String known() {
		Object repository = bean(ClientRegistrationRepository.class);
		repository = (repository != null) ? repository : bean(ReactiveClientRegistrationRepository.class);
		if (!(repository instanceof Iterable<?> registrations)) {
			return ".";
		}
		return StreamSupport.stream(registrations.spliterator(), false)
			.filter(ClientRegistration.class::isInstance)
			.map((registration) -> ((ClientRegistration) registration).getRegistrationId())
			.sorted()
			.collect(Collectors.joining(", ", ", or use one of these: ", "."));
	}

	EventSourceRequestCustomizer customizer(String id) {
		OAuth2AuthorizedClientService blocking = bean(OAuth2AuthorizedClientService.class);
		ClientRegistrationRepository repository = bean(ClientRegistrationRepository.class);
		if (blocking != null && repository != null) {
			AuthorizedClientServiceOAuth2AuthorizedClientManager own = bean(
					AuthorizedClientServiceOAuth2AuthorizedClientManager.class);
			return new OAuth2Token(id, blocking, (own != null) ? own
					: new AuthorizedClientServiceOAuth2AuthorizedClientManager(repository, blocking));
		}
		return reactiveCustomizer(id);
	}

	private EventSourceRequestCustomizer reactiveCustomizer(String id) {
		ReactiveOAuth2AuthorizedClientService reactive = bean(ReactiveOAuth2AuthorizedClientService.class);
		ReactiveClientRegistrationRepository repository = bean(ReactiveClientRegistrationRepository.class);
		if (reactive == null || repository == null) {
			throw new IllegalArgumentException("There is no OAuth2 client registration '" + id + "'; none are known");
		}
		AuthorizedClientServiceReactiveOAuth2AuthorizedClientManager own = bean(
				AuthorizedClientServiceReactiveOAuth2AuthorizedClientManager.class);
		return new ReactiveOAuth2Token(id, reactive, (own != null) ? own
				: new AuthorizedClientServiceReactiveOAuth2AuthorizedClientManager(repository, reactive));
	}

	private <T> @Nullable T bean(Class<T> type) {
		return this.beanFactory.getBeanProvider(type).getIfUnique();
	}

}
