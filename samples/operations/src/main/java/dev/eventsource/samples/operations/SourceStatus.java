package dev.eventsource.samples.operations;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What the page shows of a source.
 *
 * @param name its name
 * @param state where it stands
 * @param reason why
 * @param health {@code UP}, {@code DOWN} or {@code UNKNOWN}
 * @param problem what makes it sick
 * @param rate events a second, over the last ten
 * @param rates events of each of the last sixty seconds
 * @param events events since the start
 * @param silence seconds since the last event
 * @param reconnects how often it had to connect again
 * @param waiting events that no listener has taken yet
 * @param deadLetters events that were set aside
 * @param lastError what went wrong last
 */
record SourceStatus(String name, String state, String reason, String health, @Nullable String problem, double rate,
		List<Long> rates, long events, long silence, long reconnects, long waiting, long deadLetters,
		@Nullable String lastError) {
}
