/**
 * From received to handled: mailbox, dispatcher, retry, dead letters, acknowledgement.
 * In: events on an event\n * loop. Out: calls of
 * {@link dev.eventsource.delivery.EventHandler handlers} on the executor of the source.
 */
@NullMarked
package dev.eventsource.delivery;

import org.jspecify.annotations.NullMarked;
