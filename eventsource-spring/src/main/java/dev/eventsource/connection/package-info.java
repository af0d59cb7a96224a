/**
 * Keeps a source connected. In come commands, settings and what a
 * {@link dev.eventsource.connection.Transport} tells; out go events, to an
 * {@link dev.eventsource.connection.EventReceiver}, and news, to a
 * {@link dev.eventsource.connection.ConnectionObserver}. Has no thread of its own: works
 * on event loops, timers and in callers, one at a time. All states and moves are in
 * {@code ConnectionState}, which does nothing; {@code ConnectionEffects} does what they
 * say.
 */
@NullMarked
package dev.eventsource.connection;

import org.jspecify.annotations.NullMarked;
