/**
 * Meters. Implements the observers that connection and delivery own; nobody else knows
 * Micrometer.
 */
@NullMarked
package dev.eventsource.observation;

import org.jspecify.annotations.NullMarked;
