package dev.eventsource.samples.ping;

import java.time.Instant;

/**
 * What a {@code ping} event carries.
 *
 * @param time the server's time
 */
record Ping(Instant time) {
}
