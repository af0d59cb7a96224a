/**
 * Stands in for the services that are listened to. None of it is needed to consume or to
 * watch a stream.
 */
@NullMarked
package dev.eventsource.samples.operations.server;

import org.jspecify.annotations.NullMarked;
