/**
 * Listeners and askers for streams of well-known services, as the recipes in the
 * documentation show them.
 */
@NullMarked
package dev.eventsource.samples.recipes;

import org.jspecify.annotations.NullMarked;
