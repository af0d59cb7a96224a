package dev.eventsource.samples.operations;

/**
 * A price.
 *
 * @param symbol of what
 * @param value how much; a text that is no number makes the event a dead letter
 */
record Price(String symbol, double value) {
}
