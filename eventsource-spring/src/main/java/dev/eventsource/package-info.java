/**
 * The vocabulary of consuming Server-Sent Events: what an application imports. A leaf:
 * nothing of ours is imported here, and nothing here starts a thread.
 */
@NullMarked
package dev.eventsource;

import org.jspecify.annotations.NullMarked;
