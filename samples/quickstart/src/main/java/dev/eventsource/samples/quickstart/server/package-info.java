/**
 * Stands in for Wikimedia: replays a recording, cutting the connection now and then. None
 * of it is needed to consume a stream.
 */
@NullMarked
package dev.eventsource.samples.quickstart.server;

import org.jspecify.annotations.NullMarked;
