package dev.eventsource.checkpoint;

import java.time.Instant;

/**
 * The position of a source: everything up to it has been handled.
 *
 * @param key key of the position, unique in its store
 * @param lastEventId the last event ID at the end of what was handled; empty if the
 * server sent none
 * @param at when the position was reached
 */
public record Checkpoint(String key, String lastEventId, Instant at) {
}
