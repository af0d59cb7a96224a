/**
 * Makes tables and a picture of rows.
 */
@NullMarked
package dev.eventsource.benchmarks.report;

import org.jspecify.annotations.NullMarked;
