/**
 * Where positions are kept. Stores may block; they are never called on an event loop.
 */
@NullMarked
package dev.eventsource.checkpoint;

import org.jspecify.annotations.NullMarked;
