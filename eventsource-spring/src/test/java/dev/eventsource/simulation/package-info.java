/**
 * The whole core on one thread, under a virtual clock and a seed: faults come as the seed
 * draws them, and after every step all that the library promises must hold.
 */
@NullMarked
package dev.eventsource.simulation;

import org.jspecify.annotations.NullMarked;
