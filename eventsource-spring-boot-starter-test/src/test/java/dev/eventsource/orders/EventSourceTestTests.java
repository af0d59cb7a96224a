package dev.eventsource.orders;

import dev.eventsource.EventSourceRegistry;
import dev.eventsource.PayloadConversionException;
import dev.eventsource.UnknownEventSourceException;
import dev.eventsource.test.autoconfigure.EventSourceTest;
import dev.eventsource.test.autoconfigure.SseListenerTester;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.test.context.bean.override.mockito.MockitoBean;

import static dev.eventsource.test.assertj.EventSourceAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.BDDMockito.then;

/**
 * The slice as its users see it.
 */
@EventSourceTest(OrderListener.class)
class EventSourceTestTests {

	@MockitoBean
	Stock stock;

	@Autowired
	SseListenerTester tester;

	@Test
	void deliversToTheListenerOfTheType() {
		assertThat(this.tester.deliver("orders", "order-created", "1", "{\"number\":\"A\",\"quantity\":2}"))
			.isHandledBy("OrderListener.onCreated")
			.hasAttempts(1);
		then(this.stock).should().reserve(new Order("A", 2));
	}

	@Test
	void typeThatNobodyTakesHasNoListener() {
		assertThat(this.tester.deliver("orders", "order-creatd", "{}")).hasNoListener().hasAttempts(0);
	}

	@Test
	void conditionDecidesWhetherTheListenerIsCalled() {
		assertThat(this.tester.deliver("orders", "order-large", "{\"number\":\"A\",\"quantity\":2}")).isIgnored();
		assertThat(this.tester.deliver("orders", "order-large", "{\"number\":\"A\",\"quantity\":200}")).isHandled();
	}

	@Test
	void unreadablePayloadBecomesADeadLetterAtOnce() {
		assertThat(this.tester.deliver("orders", "order-created", "{")).isDeadLettered()
			.hasAttempts(1)
			.cause()
			.isInstanceOf(PayloadConversionException.class);
	}

	@Test
	void invalidPayloadIsNotHandled() {
		assertThat(this.tester.deliver("orders", "order-created", "{\"number\":\"A\",\"quantity\":0}")).isDeadLettered()
			.isFrom("OrderListener.onCreated");
		then(this.stock).shouldHaveNoInteractions();
	}

	@Test
	void failureIsRetriedAsTheSourceSaysAndTakesNoTime() {
		long began = System.nanoTime();

		assertThat(this.tester.deliver("orders", "order-created", "{\"number\":\"broken\",\"quantity\":1}"))
			.isDeadLettered()
			.hasAttempts(4)
			.cause()
			.isInstanceOf(IllegalStateException.class);

		assertThat(System.nanoTime() - began).as("well below 1 s + 2 s + 4 s").isLessThan(5_000_000_000L);
	}

	@Test
	void failedFutureIsAFailureOfTheListener() {
		assertThat(this.tester.deliver("orders", "order-sent", "{\"number\":\"broken\",\"quantity\":1}"))
			.isDeadLettered()
			.cause()
			.hasMessage("never arrived");
	}

	@Test
	void acknowledgedEventIsHandled() {
		assertThat(this.tester.deliver("orders", "order-paid", "1", "{\"number\":\"A\",\"quantity\":1}")).isHandled();
	}

	@Test
	void sourceThatDoesNotExistIsAnErrorWithTheNamesThatDo() {
		assertThatExceptionOfType(UnknownEventSourceException.class)
			.isThrownBy(() -> this.tester.deliver("order", "order-created", "{}"))
			.withMessageContaining("price-feed");
	}

	@Test
	void contextHoldsNoComponentThatWasNotNamed(@Autowired ApplicationContext context) {
		assertThat(context.getBeanNamesForType(Warehouse.class)).isEmpty();
		assertThat(context.getBeanNamesForType(PriceListener.class)).isEmpty();
	}

	@Test
	void noSourceStarts(@Autowired EventSourceRegistry registry) {
		assertThat(registry.names()).contains("orders", "price-feed")
			.allSatisfy((name) -> assertThat(registry.get(name)).isClosed().hasReason("new"));
	}

}
