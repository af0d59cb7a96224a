package dev.eventsource.orders;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/**
 * What listeners call.
 */
@Service
public class Stock {

	private final JdbcClient jdbc;

	Stock(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * Takes something out of the stock.
	 * @param order what is wanted
	 */
	public void reserve(Order order) {
		this.jdbc.sql("insert into reservation (number, quantity) values (?, ?)")
			.params(order.number(), order.quantity())
			.update();
	}

	/**
	 * Counts reservations.
	 * @return how many there are
	 */
	public long reservations() {
		return this.jdbc.sql("select count(*) from reservation").query(Long.class).single();
	}

}
