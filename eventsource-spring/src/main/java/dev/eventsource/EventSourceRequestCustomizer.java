package dev.eventsource;

/**
 * Adds fresh headers and query parameters to the requests of sources: a token, a
 * signature, an API key that changes. Asked for each request that may carry credentials:
 * never for one that a redirect has led to an origin that may not get them.
 * <p>
 * Called where blocking is allowed, for at most {@code response-timeout}; then it is
 * interrupted. When it throws, the attempt has failed and the next one follows with
 * backoff, as if the server could not be reached.
 */
@FunctionalInterface
public interface EventSourceRequestCustomizer {

	/**
	 * Adds to a request. To wait without a thread, set values that are Monos.
	 * @param request the request
	 * @throws Exception if there are no credentials now; see
	 * {@link CredentialsUnavailableException} to say why
	 */
	void customize(EventSourceRequest request) throws Exception;

	/**
	 * Returns whether the requests of a source are customized. Asked once, when the
	 * source is made. The credentials of such a source are taken to be renewable: a 401
	 * or 403 is followed by one attempt with new ones.
	 * @param source name of the source
	 * @return {@code true} for all sources, unless overridden
	 */
	default boolean isFor(String source) {
		return true;
	}

}
