package dev.eventsource.samples.wall;

/**
 * What a {@code presence} event carries.
 *
 * @param readers how many people read the wall
 */
record Readers(int readers) {
}
