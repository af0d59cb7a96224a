package dev.eventsource.autoconfigure;

import dev.eventsource.CredentialsUnavailableException;
import dev.eventsource.EventSourceRequest;
import dev.eventsource.EventSourceRequestCustomizer;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.client.OAuth2AuthorizeRequest;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientManager;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientService;
import org.springframework.security.oauth2.core.OAuth2AuthorizationException;

/**
 * Adds the token of a client registration, got by blocking calls. Tokens are kept by the
 * application's service, for all sources together, and dropped when they are refused.
 */
final class OAuth2Token implements EventSourceRequestCustomizer {

	/** Whose tokens they are: nobody has logged in. */
	static final String PRINCIPAL = "eventsource";

	private final String registration;

	private final OAuth2AuthorizedClientService service;

	private final OAuth2AuthorizedClientManager tokens;

	OAuth2Token(String registration, OAuth2AuthorizedClientService service, OAuth2AuthorizedClientManager tokens) {
		this.registration = registration;
		this.service = service;
		this.tokens = tokens;
	}

	@Override
	public void customize(EventSourceRequest request) {
		try {
			if (request.isRenewal()) {
				this.service.removeAuthorizedClient(this.registration, PRINCIPAL);
			}
			request.bearer(token(this.tokens.authorize(ask(this.registration)), this.registration));
		}
		catch (OAuth2AuthorizationException ex) {
			throw unavailable(this.registration, ex);
		}
	}

	static OAuth2AuthorizeRequest ask(String registration) {
		return OAuth2AuthorizeRequest.withClientRegistrationId(registration).principal(PRINCIPAL).build();
	}

	static String token(@Nullable OAuth2AuthorizedClient client, String registration) {
		if (client == null) {
			throw new CredentialsUnavailableException("There is no token for OAuth2 client '" + registration + "'");
		}
		return client.getAccessToken().getTokenValue();
	}

	// the description comes from the server, and so does the code
	static CredentialsUnavailableException unavailable(String registration, OAuth2AuthorizationException cause) {
		String code = cause.getError().getErrorCode();
		String shown = code.matches("[a-z_]{1,40}") ? code : "an unknown error";
		return new CredentialsUnavailableException(
				"There is no token for OAuth2 client '" + registration + "': " + shown, cause);
	}

}
