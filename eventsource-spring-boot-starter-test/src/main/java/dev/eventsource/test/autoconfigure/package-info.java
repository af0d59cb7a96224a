/**
 * Tests of applications that consume Server-Sent Events, with Spring Boot. In: a test
 * class and its annotations. Out: a context whose sources do not start, or read from a
 * test server, and the beans that drive them. Tests wait on their own thread; listeners
 * run on other ones, as in production.
 */
@NullMarked
package dev.eventsource.test.autoconfigure;

import org.jspecify.annotations.NullMarked;
