/**
 * From bytes to values and back. In: the data of an event and the type that somebody
 * wants it as; what somebody wants to send. Out: a value; a request body. Safe for any
 * thread.
 */
@NullMarked
package dev.eventsource.payload;

import org.jspecify.annotations.NullMarked;
