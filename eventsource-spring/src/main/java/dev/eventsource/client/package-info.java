/**
 * Assembly: plugs transport, connection and delivery together to running sources, and
 * keeps them by name. In: settings and control calls, from any thread. Out: log lines,
 * application events, callbacks.
 */
@NullMarked
package dev.eventsource.client;

import org.jspecify.annotations.NullMarked;
