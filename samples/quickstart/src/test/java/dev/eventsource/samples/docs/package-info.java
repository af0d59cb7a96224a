/**
 * The Java of README.md and docs: it compiles, and the tests run what can run.
 */
@NullMarked
package dev.eventsource.samples.docs;

import org.jspecify.annotations.NullMarked;
