package dev.eventsource.observation;

import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * What meters read of a source when they are asked, instead of being told.
 *
 * @param waiting events in the mailbox
 * @param fullFor how long the mailbox has been full, all in all
 * @param lastEventAt when the last event came, or {@code null} if none did
 * @param behindSince since when the store has been behind what is handled, or
 * {@code null} if it has everything
 */
public record SourceReadings(int waiting, Duration fullFor, @Nullable Instant lastEventAt,
		@Nullable Instant behindSince) {

	/**
	 * Nothing waits, and nothing has come.
	 */
	public static final SourceReadings NONE = new SourceReadings(0, Duration.ZERO, null, null);

}
