package dev.eventsource.delivery;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * How the store of positions keeps up with what is handled.
 *
 * @param behindSince since when the store has been behind, or {@code null} if it has
 * everything
 * @param failingSince since when it does not take the position, or {@code null} if it
 * does
 */
public record StoreLag(@Nullable Instant behindSince, @Nullable Instant failingSince) {
}
