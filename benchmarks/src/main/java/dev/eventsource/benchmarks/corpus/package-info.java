/**
 * The streams that everything is measured with.
 */
@NullMarked
package dev.eventsource.benchmarks.corpus;

import org.jspecify.annotations.NullMarked;
