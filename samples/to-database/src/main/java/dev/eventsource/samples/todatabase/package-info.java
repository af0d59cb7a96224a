/**
 * Stores the orders of a stream in a database, each exactly once.
 */
@NullMarked
package dev.eventsource.samples.todatabase;

import org.jspecify.annotations.NullMarked;
