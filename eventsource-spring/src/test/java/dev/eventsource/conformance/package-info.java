/**
 * The client as its users see it, on real sockets: what the standard asks for, and what
 * networks and servers do wrong.
 */
@NullMarked
package dev.eventsource.conformance;

import org.jspecify.annotations.NullMarked;
