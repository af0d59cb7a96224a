package dev.eventsource.autoconfigure;

import dev.eventsource.EventSourceRequest;
import dev.eventsource.EventSourceRequestCustomizer;
import org.springframework.security.oauth2.client.ReactiveOAuth2AuthorizedClientManager;
import org.springframework.security.oauth2.client.ReactiveOAuth2AuthorizedClientService;
import org.springframework.security.oauth2.core.OAuth2AuthorizationException;
import reactor.core.publisher.Mono;

/**
 * Adds the token of a client registration, got without holding a thread.
 */
final class ReactiveOAuth2Token implements EventSourceRequestCustomizer {

	private final String registration;

	private final ReactiveOAuth2AuthorizedClientService service;

	private final ReactiveOAuth2AuthorizedClientManager tokens;

	ReactiveOAuth2Token(String registration, ReactiveOAuth2AuthorizedClientService service,
			ReactiveOAuth2AuthorizedClientManager tokens) {
		this.registration = registration;
		this.service = service;
		this.tokens = tokens;
	}

	@Override
	public void customize(EventSourceRequest request) {
		Mono<Void> dropped = request.isRenewal()
				? this.service.removeAuthorizedClient(this.registration, OAuth2Token.PRINCIPAL) : Mono.empty();
		request.bearer(dropped.then(Mono.defer(() -> this.tokens.authorize(OAuth2Token.ask(this.registration))))
			.map((client) -> OAuth2Token.token(client, this.registration))
			.switchIfEmpty(Mono.fromSupplier(() -> OAuth2Token.token(null, this.registration)))
			.onErrorMap(OAuth2AuthorizationException.class, (ex) -> OAuth2Token.unavailable(this.registration, ex)));
	}

}
