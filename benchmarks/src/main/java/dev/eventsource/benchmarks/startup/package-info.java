/**
 * The same small application without and with the starter.
 */
@NullMarked
package dev.eventsource.benchmarks.startup;

import org.jspecify.annotations.NullMarked;
