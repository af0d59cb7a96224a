package dev.eventsource.orders;

import dev.eventsource.test.autoconfigure.EventSourceTest;
import dev.eventsource.test.autoconfigure.SseListenerTester;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceInitializationAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.context.annotation.Import;

import static dev.eventsource.test.assertj.EventSourceAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Transactions in a slice with a database.
 */
@EventSourceTest
@Import(Stock.class)
@ImportAutoConfiguration({ DataSourceAutoConfiguration.class, DataSourceInitializationAutoConfiguration.class,
		DataSourceTransactionManagerAutoConfiguration.class, JdbcTemplateAutoConfiguration.class,
		JdbcClientAutoConfiguration.class })
class TransactionSliceTests {

	@Autowired
	SseListenerTester tester;

	@Autowired
	Stock stock;

	@Test
	void failedListenerLeavesNothingInTheDatabase() {
		long before = this.stock.reservations();

		assertThat(this.tester.deliver("orders", "order-created", "{\"number\":\"broken\",\"quantity\":1}"))
			.isDeadLettered();

		assertThat(this.stock.reservations()).isEqualTo(before);
	}

	@Test
	void handledEventIsCommittedWhenDeliverReturns() {
		long before = this.stock.reservations();

		assertThat(this.tester.deliver("orders", "order-created", "{\"number\":\"A\",\"quantity\":1}")).isHandled();

		assertThat(this.stock.reservations()).isEqualTo(before + 1);
	}

	@Test
	void withoutNamesAllListenersAreInTheSlice() {
		assertThat(this.tester.deliver("price-feed", "message", "1")).isHandledBy("PriceListener.onPrice");
	}

}
