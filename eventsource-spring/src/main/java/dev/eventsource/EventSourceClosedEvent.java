package dev.eventsource;

/**
 * Application event: the source has ended and does not connect again on its own.
 *
 * @param source name of the source
 * @param reason the cause in one word, such as {@code closed}, {@code stopped},
 * {@code server-ended} or {@code status-401}
 * @param failed whether that needs a person
 */
public record EventSourceClosedEvent(String source, String reason, boolean failed) {
}
