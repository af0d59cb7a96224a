package dev.eventsource.orders;

import jakarta.validation.constraints.Min;

/**
 * The payload of an event.
 *
 * @param number what the order is known by
 * @param quantity how many are ordered
 */
public record Order(String number, @Min(1) int quantity) {

}
