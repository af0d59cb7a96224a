package dev.eventsource.delivery;

import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Whether handlers keep up with a stream.
 *
 * @param full whether there is no room at present, so that the stream is asked for
 * nothing
 * @param fullFor how long there was none, all in all
 * @param roomSince when there was room again, or {@code null} if there always was
 */
public record StreamPace(boolean full, Duration fullFor, @Nullable Instant roomSince) {
}
