/**
 * AssertJ assertions for sources, dead letters and deliveries. In: what a test has in its
 * hands. Out: nothing, or a failure that shows how things stand. Assertions about sources
 * wait on the test's thread.
 */
@NullMarked
package dev.eventsource.test.assertj;

import org.jspecify.annotations.NullMarked;
