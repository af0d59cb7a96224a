/**
 * Sources that are topics of a Mercure hub. In come a source's settings, its requests and
 * the answers that lead to a hub; out go the hub's URL, a token, and updates that an
 * application publishes. Knows the root alone, and nobody knows it: it does all by what
 * the root lets anyone customize. Filters run on event loops, tokens are made where
 * blocking is allowed.
 */
@NullMarked
package dev.eventsource.mercure;

import org.jspecify.annotations.NullMarked;
