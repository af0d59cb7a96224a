package dev.eventsource.orders;

import org.springframework.stereotype.Service;

/**
 * A component that has nothing to do with events.
 */
@Service
public class Warehouse {

}
