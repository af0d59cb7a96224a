/**
 * The connection: what to do when, over which transport. In: a start and control calls.
 * Out: events to an {@link dev.eventsource.connection.EventReceiver}, signals to an
 * observer. Runs on event loops and never blocks.
 */
@NullMarked
package dev.eventsource.connection;

import org.jspecify.annotations.NullMarked;
