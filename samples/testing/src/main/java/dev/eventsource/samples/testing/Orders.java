package dev.eventsource.samples.testing;

import dev.eventsource.SseListener;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Books the orders of the stream.
 */
@Component
class Orders {

	private final Bookings bookings;

	Orders(Bookings bookings) {
		this.bookings = bookings;
	}

	@SseListener(source = "orders", event = "order-created")
	@Transactional
	void onCreated(Order order) {
		this.bookings.add(order);
		if (order.quantity() < 1) {
			throw new IllegalArgumentException("Nothing is ordered");
		}
	}

}
