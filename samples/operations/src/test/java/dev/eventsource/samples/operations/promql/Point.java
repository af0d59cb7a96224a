package dev.eventsource.samples.operations.promql;

/**
 * A value at a time.
 *
 * @param at the time in milliseconds
 * @param value the value
 */
record Point(long at, double value) {
}
