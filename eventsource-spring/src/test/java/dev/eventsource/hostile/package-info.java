/**
 * Servers that mean harm, against a process with little memory.
 */
@NullMarked
package dev.eventsource.hostile;

import org.jspecify.annotations.NullMarked;
