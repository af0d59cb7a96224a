/**
 * Processes that consume, killed without warning, and databases that go away. Parents run
 * the server and the store; a child consumes from a class path of its own.
 */
@NullMarked
package dev.eventsource.kill;

import org.jspecify.annotations.NullMarked;
