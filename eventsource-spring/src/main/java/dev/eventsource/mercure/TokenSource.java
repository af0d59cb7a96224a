package dev.eventsource.mercure;

import java.net.URI;

/**
 * Gives the token of a source.
 */
@FunctionalInterface
interface TokenSource {

	/**
	 * Returns a token that does not expire at once.
	 * @param dialect what the hub speaks
	 * @param url what it opens: the URL of a hub with the topics that are asked for
	 * @return the token
	 * @throws Exception if there is none now
	 */
	String token(Dialect dialect, URI url) throws Exception;

}
