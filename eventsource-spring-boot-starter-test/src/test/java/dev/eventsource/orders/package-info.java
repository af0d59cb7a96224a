/**
 * An application as users write them, to be tested.
 */
@NullMarked
package dev.eventsource.orders;

import org.jspecify.annotations.NullMarked;
