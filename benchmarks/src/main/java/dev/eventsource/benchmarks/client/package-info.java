/**
 * Clients to compare, each alone in its process, and what is read off a process.
 */
@NullMarked
package dev.eventsource.benchmarks.client;

import org.jspecify.annotations.NullMarked;
