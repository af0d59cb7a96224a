package dev.eventsource.client;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * What there is to tell about the position of a source.
 *
 * @param store name of the checkpoint store
 * @param committedId the id up to which everything is handled and stored; empty if there
 * is none
 * @param behindSince since when the store has been behind what is handled, or
 * {@code null} if it has everything
 * @param commitFailingSince since when the store does not take the position, or
 * {@code null} if it does
 * @param owner who owns the stream, or {@code null} where the store keeps no owners or
 * nobody is known to
 */
public record PositionFacts(String store, String committedId, @Nullable Instant behindSince,
		@Nullable Instant commitFailingSince, @Nullable SourceOwner owner) {
}
