/**
 * Reads Wikimedia's stream of recent changes and logs a line for each.
 */
@NullMarked
package dev.eventsource.samples.quickstart;

import org.jspecify.annotations.NullMarked;
