/**
 * Parsers alone, in JMH, beside what no parser can beat.
 */
@NullMarked
package dev.eventsource.benchmarks.parser;

import org.jspecify.annotations.NullMarked;
