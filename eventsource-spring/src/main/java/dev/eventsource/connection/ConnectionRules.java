package dev.eventsource.connection;

import java.net.URI;
import java.time.Duration;

/**
 * What the settings say about the moves of a connection.
 *
 * @param url where every attempt begins
 * @param answers what an answer means
 * @param redirects which redirects are followed
 * @param delays when to connect again
 * @param resetAfter time a connection must live for the backoff to start over
 * @param maxAttempts attempts in a row without an event after which to give up; 0 for
 * never
 */
record ConnectionRules(URI url, AnswerPolicy answers, RedirectPolicy redirects, ReconnectDelay delays,
		Duration resetAfter, int maxAttempts) {

	Hop firstHop() {
		return new Hop(this.url, 0, false);
	}

	boolean exhausted(int attempts) {
		return this.maxAttempts > 0 && attempts >= this.maxAttempts;
	}

}
