package dev.eventsource.connection;

import java.util.random.RandomGenerator;

import dev.eventsource.Timer;

/**
 * The world as a connection sees it; a test replaces it to run without network and
 * without waiting.
 *
 * @param transport sends requests
 * @param timer clock and wake-ups
 * @param random lengthens delays
 * @param gate bounds the attempts under way, of all connections that share it
 * @param credentials who adds to each request
 */
public record ConnectionSeams(Transport transport, Timer timer, RandomGenerator random, ConnectGate gate,
		FreshCredentials credentials) {

	/**
	 * Creates seams for requests that nobody adds to.
	 * @param transport sends requests
	 * @param timer clock and wake-ups
	 * @param random lengthens delays
	 * @param gate bounds the attempts under way
	 */
	public ConnectionSeams(Transport transport, Timer timer, RandomGenerator random, ConnectGate gate) {
		this(transport, timer, random, gate, FreshCredentials.NONE);
	}

}
