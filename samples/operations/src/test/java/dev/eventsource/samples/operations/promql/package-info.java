/**
 * As much of Prometheus' query language as the dashboard and the alert rules use: what is
 * not known here fails a test, and so does a query that can not be parsed.
 */
@NullMarked
package dev.eventsource.samples.operations.promql;

import org.jspecify.annotations.NullMarked;
