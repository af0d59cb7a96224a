package dev.eventsource;

import java.util.List;

/**
 * The part of a {@link EventSourceSpecBuilder} that says whom the client trusts and who
 * it says it is.
 */
public abstract sealed class SecuritySpecBuilder extends ContentSpecBuilder permits EventSourceSpecBuilder {

	SecuritySpecBuilder() {
	}

	/**
	 * Sets {@code auth.basic.username} and {@code auth.basic.password}.
	 * @param username the user name
	 * @param password the password
	 * @return this
	 */
	public EventSourceSpecBuilder basic(String username, String password) {
		return set("auth.basic.username", username).set("auth.basic.password", password);
	}

	/**
	 * Sets {@code auth.oauth2.registration}.
	 * @param value id of the client registration
	 * @return this
	 */
	public EventSourceSpecBuilder oauth2Registration(String value) {
		return set("auth.oauth2.registration", value);
	}

	/**
	 * Sets {@code ssl.bundle}.
	 * @param value name of the bundle
	 * @return this
	 */
	public EventSourceSpecBuilder sslBundle(String value) {
		return set("ssl.bundle", value);
	}

	/**
	 * Sets {@code redirects.allowed-origins}.
	 * @param origins origins besides that of the URL that may get credentials
	 * @return this
	 */
	public EventSourceSpecBuilder redirectsAllowedOrigins(String... origins) {
		return set("redirects.allowedOrigins", List.of(origins));
	}

	/**
	 * Sets {@code mercure}: topics of a hub.
	 * @param value what to ask the hub for
	 * @return this
	 */
	public EventSourceSpecBuilder mercure(MercureSpec value) {
		return set("mercure", value);
	}

}
