package dev.eventsource.connection;

import java.time.Instant;

/**
 * The circumstances of a move.
 *
 * @param rules what the settings say
 * @param nanos reading of the clock that never jumps
 * @param instant reading of the wall clock
 * @param chance from 0 to 1
 */
record Moment(ConnectionRules rules, long nanos, Instant instant, double chance) {

}
