package dev.eventsource.orders;

import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * The application.
 */
@SpringBootApplication
public class OrdersApplication {

}
