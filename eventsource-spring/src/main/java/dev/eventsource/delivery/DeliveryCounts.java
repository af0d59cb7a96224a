package dev.eventsource.delivery;

/**
 * What became of the events of a source since it was created. Each event that was
 * received is counted as one of handled, skipped, dead-lettered, duplicate and discarded,
 * or still waits.
 *
 * @param received events taken from the stream
 * @param handled events that every handler is done with
 * @param skipped events passed over by a rule
 * @param deadLettered events that at least one handler could not handle
 * @param duplicates events passed over because they had been handled before
 * @param discarded events dropped unhandled by a stop: they come again
 * @param failedCalls handler calls that failed
 */
public record DeliveryCounts(long received, long handled, long skipped, long deadLettered, long duplicates,
		long discarded, long failedCalls) {
}
