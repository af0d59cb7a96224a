package dev.eventsource.client;

import java.time.Instant;

import dev.eventsource.delivery.DeliveryCounts;
import org.jspecify.annotations.Nullable;

/**
 * What health and the endpoint tell about a source beyond its state.
 *
 * @param counts what became of events
 * @param waiting events in the mailbox
 * @param lastEventAt when the last event came, or {@code null} if none did
 * @param position what is kept in the store, and by whom
 * @param stuckThread name of the thread whose handler call does not end, or {@code null}
 * @param notOpenSince since when the running source has had no connection, or
 * {@code null} while it has one
 */
public record SourceFacts(DeliveryCounts counts, int waiting, @Nullable Instant lastEventAt, PositionFacts position,
		@Nullable String stuckThread, @Nullable Instant notOpenSince) {
}
