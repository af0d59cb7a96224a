/**
 * The vocabulary of consuming Server-Sent Events: what an application imports.
 */
@NullMarked
package dev.eventsource;

import org.jspecify.annotations.NullMarked;
