package dev.eventsource.samples.testing;

import dev.eventsource.test.autoconfigure.EventSourceTest;
import dev.eventsource.test.autoconfigure.SseListenerTester;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.bean.override.mockito.MockitoBean;

import static dev.eventsource.test.assertj.EventSourceAssertions.assertThat;
import static org.mockito.BDDMockito.then;

@EventSourceTest(Orders.class)
class OrdersTests {

	@Autowired
	SseListenerTester tester;

	@MockitoBean
	Bookings bookings;

	@Test
	void booksAnOrder() {
		assertThat(this.tester.deliver("orders", "order-created", "{\"number\":\"A-1\",\"quantity\":2}")).isHandled();
		then(this.bookings).should().add(new Order("A-1", 2));
	}

	@Test
	void orderOfNothingBecomesADeadLetter() {
		assertThat(this.tester.deliver("orders", "order-created", "{\"number\":\"A-1\",\"quantity\":0}"))
			.isDeadLettered()
			.isFrom("Orders.onCreated")
			.hasAttempts(4)
			.cause()
			.hasMessage("Nothing is ordered");
	}

}
