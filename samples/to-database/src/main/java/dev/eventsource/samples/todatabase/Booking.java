package dev.eventsource.samples.todatabase;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import org.jspecify.annotations.Nullable;

/**
 * An order, in the database. Nothing here keeps an order from being booked twice: the
 * transaction does.
 */
@Entity
class Booking {

	@Id
	@GeneratedValue(strategy = GenerationType.IDENTITY)
	private @Nullable Long id;

	private String number = "";

	private int quantity;

	/** For JPA. */
	protected Booking() {
	}

	Booking(Order order) {
		this.number = order.number();
		this.quantity = order.quantity();
	}

	@Nullable Long getId() {
		return this.id;
	}

	String getNumber() {
		return this.number;
	}

	int getQuantity() {
		return this.quantity;
	}

}
