/**
 * A server that costs next to nothing: bytes encoded beforehand, written to plain
 * sockets.
 */
@NullMarked
package dev.eventsource.benchmarks.server;

import org.jspecify.annotations.NullMarked;
