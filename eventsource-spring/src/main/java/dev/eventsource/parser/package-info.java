/** Placeholder until the parser lands. */
@NullMarked
package dev.eventsource.parser;

import org.jspecify.annotations.NullMarked;
