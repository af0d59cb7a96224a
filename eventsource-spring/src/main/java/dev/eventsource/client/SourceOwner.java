package dev.eventsource.client;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Who owns the stream of a source whose store keeps owners.
 *
 * @param role what this instance is: {@code owner} or {@code standby}
 * @param name names the owner: host, process, and what makes it unique
 * @param until when the other one's lease ends unless it renews that, by the clock here;
 * {@code null} if this is the owner
 */
public record SourceOwner(String role, String name, @Nullable Instant until) {
}
