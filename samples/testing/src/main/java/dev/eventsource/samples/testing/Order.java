package dev.eventsource.samples.testing;

record Order(String number, int quantity) {

}
