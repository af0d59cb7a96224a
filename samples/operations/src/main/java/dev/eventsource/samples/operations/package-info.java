/**
 * Three streams, one of them well, and what an operator sees of them.
 */
@NullMarked
package dev.eventsource.samples.operations;

import org.jspecify.annotations.NullMarked;
