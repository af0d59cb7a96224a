package dev.eventsource;

/**
 * Application event: a listener failed for the last time, and its event was set aside.
 *
 * @param deadLetter what was set aside
 */
public record EventSourceDeadLetterEvent(FailedEvent deadLetter) {
}
