package dev.eventsource.samples.wall;

/**
 * An entry where it stands on this wall.
 *
 * @param number its number, larger than that of every entry before it
 * @param entry the entry
 */
record Numbered(long number, Entry entry) {
}
