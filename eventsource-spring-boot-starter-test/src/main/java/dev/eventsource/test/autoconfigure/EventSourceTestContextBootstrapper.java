package dev.eventsource.test.autoconfigure;

import org.springframework.boot.test.autoconfigure.TestSliceTestContextBootstrapper;

/**
 * Reads the properties of {@link EventSourceTest}.
 */
final class EventSourceTestContextBootstrapper extends TestSliceTestContextBootstrapper<EventSourceTest> {

}
