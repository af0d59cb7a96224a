/**
 * Turns the bytes of one response body into events, as "Interpreting an event stream" in
 * the HTML Standard.
 * <p>
 * In come buffers of any size, cut anywhere, through
 * {@link dev.eventsource.parser.EventStreamParser}; out go events, ids and reconnection
 * times through {@link dev.eventsource.parser.EventSink}, on the thread that brought the
 * buffer. Nothing here has a thread, a clock or a lock: one parser belongs to one
 * connection, and is fed by one thread at a time.
 */
@NullMarked
package dev.eventsource.parser;

import org.jspecify.annotations.NullMarked;
