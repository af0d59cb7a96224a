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
 */
public record ConnectionSeams(Transport transport, Timer timer, RandomGenerator random, ConnectGate gate) {

}
