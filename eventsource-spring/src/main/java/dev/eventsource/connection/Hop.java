package dev.eventsource.connection;

import java.net.URI;

/**
 * One request in the chain of an attempt.
 *
 * @param uri where it goes
 * @param redirects how many redirects led here
 * @param restricted whether the chain has left the origins that may get credentials; it
 * stays so to its end
 */
record Hop(URI uri, int redirects, boolean restricted) {

	@Override
	public String toString() {
		return "Hop[" + Origin.of(this.uri) + ", redirects=" + this.redirects + ", restricted=" + this.restricted + "]";
	}

}
