/**
 * Looks for inputs that break what must hold, for as long as it is let. Compiled and run
 * in the profile {@code fuzz} only; one target a class, for a process hunts for one.
 */
@NullMarked
package dev.eventsource.fuzz;

import org.jspecify.annotations.NullMarked;
