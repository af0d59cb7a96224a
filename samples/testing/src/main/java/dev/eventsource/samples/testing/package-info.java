/**
 * An application that books orders: what its tests look like is the point of it.
 */
@NullMarked
package dev.eventsource.samples.testing;

import org.jspecify.annotations.NullMarked;
