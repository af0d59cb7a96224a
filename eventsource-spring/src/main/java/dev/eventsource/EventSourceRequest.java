package dev.eventsource;

import java.net.URI;

import reactor.core.publisher.Mono;

/**
 * A request that is about to be sent, for an {@link EventSourceRequestCustomizer} to add
 * to. What is set here wins over the settings of the source. A {@link Mono} is waited for
 * without a thread; an empty one adds nothing. May be used by any thread until the
 * customizer has returned and its Monos have ended.
 */
public interface EventSourceRequest {

	/**
	 * Returns whose request it is.
	 * @return the name of the source
	 */
	String source();

	/**
	 * Returns where it goes: behind the redirects of this attempt, with the query that
	 * has been added so far.
	 * @return the URL
	 */
	URI uri();

	/**
	 * Returns whether the server has refused the credentials of the request before, with
	 * 401 or 403. It does so once: what was cached must not be used again.
	 * @return whether new credentials are needed
	 */
	boolean isRenewal();

	/**
	 * Sets a header.
	 * @param name its name
	 * @param value its value; never shown
	 * @throws IllegalArgumentException if a header can not have that name or value, or
	 * belongs to the client, such as {@code Last-Event-ID} and {@code Host}
	 */
	void header(String name, String value);

	/**
	 * Sets a header to a value that comes later.
	 * @param name its name
	 * @param value gives its value
	 * @throws IllegalArgumentException as the other method
	 */
	void header(String name, Mono<String> value);

	/**
	 * Adds a query parameter. Without effect once a redirect was followed: a
	 * {@code Location} is complete.
	 * @param name its name
	 * @param value its value, not encoded
	 */
	void query(String name, String value);

	/**
	 * Adds a query parameter whose value comes later.
	 * @param name its name
	 * @param value gives its value, not encoded
	 */
	void query(String name, Mono<String> value);

	/**
	 * Sets the bearer token.
	 * @param token the token
	 */
	default void bearer(String token) {
		header("Authorization", "Bearer " + token);
	}

	/**
	 * Sets a bearer token that comes later.
	 * @param token gives the token
	 */
	default void bearer(Mono<String> token) {
		header("Authorization", token.map("Bearer "::concat));
	}

}
