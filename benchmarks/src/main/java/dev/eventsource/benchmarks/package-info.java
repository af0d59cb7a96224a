/**
 * Runs the parts and makes their results into tables.
 */
@NullMarked
package dev.eventsource.benchmarks;

import org.jspecify.annotations.NullMarked;
