/**
 * What the tests of several packages share.
 */
@NullMarked
package dev.eventsource.testing;

import org.jspecify.annotations.NullMarked;
