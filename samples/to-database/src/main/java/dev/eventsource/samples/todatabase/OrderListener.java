package dev.eventsource.samples.todatabase;

import dev.eventsource.SseListener;

import org.springframework.stereotype.Component;

/**
 * Books the orders of the stream. The transaction around it is the one that stores the
 * position.
 */
@Component
class OrderListener {

	private final Bookings bookings;

	OrderListener(Bookings bookings) {
		this.bookings = bookings;
	}

	@SseListener(source = "orders")
	void onOrder(Order order) {
		this.bookings.save(new Booking(order));
	}

}
