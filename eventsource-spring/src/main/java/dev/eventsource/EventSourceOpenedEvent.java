package dev.eventsource;

import java.time.Duration;

/**
 * Application event: the connection has opened. Also what {@link EventSource#onOpen}
 * tells.
 *
 * @param source name of the source
 * @param lastEventId the id it went on from, empty if none was sent
 * @param attempt how many attempts it took, from 1
 * @param outage how long the source was without a connection; zero at the first
 */
public record EventSourceOpenedEvent(String source, String lastEventId, int attempt, Duration outage) {
}
