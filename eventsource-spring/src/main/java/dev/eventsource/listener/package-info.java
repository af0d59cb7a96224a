/**
 * From an annotated method to a handler. In: beans with
 * {@link dev.eventsource.SseListener @SseListener} methods, once, when all singletons
 * exist. Out: one {@link dev.eventsource.delivery.EventHandler} a listener, called on the
 * executor of its source.
 */
@NullMarked
package dev.eventsource.listener;

import org.jspecify.annotations.NullMarked;
