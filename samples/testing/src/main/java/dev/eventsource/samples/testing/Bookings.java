package dev.eventsource.samples.testing;

import java.util.List;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The bookings in the database.
 */
@Repository
class Bookings {

	private final JdbcClient jdbc;

	Bookings(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	void add(Order order) {
		this.jdbc.sql("insert into booking (number, quantity) values (?, ?)")
			.params(order.number(), order.quantity())
			.update();
	}

	List<String> numbers() {
		return this.jdbc.sql("select number from booking order by id")
			.query((row, index) -> row.getString("number"))
			.list();
	}

}
