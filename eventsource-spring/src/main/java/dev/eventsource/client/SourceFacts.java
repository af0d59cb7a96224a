package dev.eventsource.client;

import java.time.Instant;

import dev.eventsource.delivery.DeliveryCounts;
import dev.eventsource.delivery.StreamPace;
import dev.eventsource.observation.SourceReadings;
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
 * @param pace whether handlers keep up with the stream
 * @param silentSince since when nothing has come although it was asked for, in this run;
 * {@code null} while nothing is asked for
 * @param unacknowledged events that are done with, but wait for an acknowledgement or for
 * an event before them
 * @param deadLetterRefused whether everything waits for a dead letter to be kept
 */
public record SourceFacts(DeliveryCounts counts, int waiting, @Nullable Instant lastEventAt, PositionFacts position,
		@Nullable String stuckThread, @Nullable Instant notOpenSince, StreamPace pace, @Nullable Instant silentSince,
		int unacknowledged, boolean deadLetterRefused) {

	/**
	 * Returns what meters are to show.
	 * @return their readings
	 */
	public SourceReadings readings() {
		return new SourceReadings(this.waiting, this.pace.fullFor(), this.lastEventAt, this.position.behindSince());
	}

}
