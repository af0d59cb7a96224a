/**
 * Mistakes planted into the sources, each of which the simulation must find: what it does
 * not find it does not guard.
 */
@NullMarked
package dev.eventsource.mutants;

import org.jspecify.annotations.NullMarked;
