/**
 * A server that sends the time each second, and its client.
 */
@NullMarked
package dev.eventsource.samples.ping;

import org.jspecify.annotations.NullMarked;
