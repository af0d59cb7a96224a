/**
 * Makes beans of {@code eventsource.*}. In: the environment. Out: one
 * {@link dev.eventsource.EventSource} bean a source, the registry that keeps them, and
 * one lifecycle that starts and stops all of them; health and endpoint where actuator is.
 */
@NullMarked
package dev.eventsource.autoconfigure;

import org.jspecify.annotations.NullMarked;
