/**
 * Draws the dashboard as Grafana would show it, from scrapes.
 */
@NullMarked
package dev.eventsource.samples.operations.picture;

import org.jspecify.annotations.NullMarked;
