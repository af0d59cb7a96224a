package dev.eventsource.samples.todatabase;

/**
 * The data of an event.
 *
 * @param number number of the order
 * @param quantity how many are ordered
 */
record Order(String number, int quantity) {

}
