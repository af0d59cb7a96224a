/**
 * Meters, and observations where something traces. Implements the observers that
 * connection and delivery own, and can stand in for the handlers that are added; nobody
 * else knows Micrometer.
 */
@NullMarked
package dev.eventsource.observation;

import org.jspecify.annotations.NullMarked;
