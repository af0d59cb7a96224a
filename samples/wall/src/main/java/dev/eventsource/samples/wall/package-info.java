/**
 * A wall to post on, read by browsers and by other walls.
 */
@NullMarked
package dev.eventsource.samples.wall;

import org.jspecify.annotations.NullMarked;
