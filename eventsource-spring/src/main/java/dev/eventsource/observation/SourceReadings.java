package dev.eventsource.observation;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * What meters read of a source when they are asked, instead of being told.
 *
 * @param waiting events in the mailbox
 * @param lastEventAt when the last event came, or {@code null} if none did
 * @param behindSince since when the store has been behind what is handled, or
 * {@code null} if it has everything
 */
public record SourceReadings(int waiting, @Nullable Instant lastEventAt, @Nullable Instant behindSince) {
}
