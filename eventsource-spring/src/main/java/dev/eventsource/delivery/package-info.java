/**
 * From received to handled: mailbox, dispatcher, retry, dead letters, acknowledgement.
 * In: the data of events, on an event loop, into the mailbox. Out: calls of
 * {@link dev.eventsource.delivery.EventHandler handlers} on the executor of the source,
 * one after another, and positions to the store on an executor that may block.
 */
@NullMarked
package dev.eventsource.delivery;

import org.jspecify.annotations.NullMarked;
