/**
 * A scripted server of Server-Sent Events for tests: real sockets on loopback, nothing
 * but the JDK. Scripts come in through {@link dev.eventsource.test.SseTestServer}, what
 * clients did goes out as {@link dev.eventsource.test.RecordedRequest}s. Every connection
 * is read on one daemon thread and answered on another; the methods called by a test
 * never write to a socket themselves.
 */
@NullMarked
package dev.eventsource.test;

import org.jspecify.annotations.NullMarked;
