package dev.eventsource.samples.docs;

import java.util.List;

import javax.sql.DataSource;

import dev.eventsource.BatchListenerFailedException;
import dev.eventsource.DeadLetter;
import dev.eventsource.DeadLetterStore;
import dev.eventsource.EventId;
import dev.eventsource.EventSource;
import dev.eventsource.SseListener;
import dev.eventsource.delivery.JdbcDeadLetterStore;
import dev.eventsource.samples.docs.PriceListeners.Tick;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;

/**
 * Many events in one call, and what becomes of those that fail.
 */
final class PriceBatches {

	private PriceBatches() {
	}

	record Trade(String symbol) {
	}

	interface Ledger {

		void bookAll(List<Tick> ticks);

		void book(Trade trade);

	}

	@Component
	static class Prices {

		private final Ledger ledger;

		Prices(Ledger ledger) {
			this.ledger = ledger;
		}

		@SseListener(source = "prices", event = "tick", batch = true)
		void onTicks(List<Tick> ticks, @EventId List<String> ids) {
			this.ledger.bookAll(ticks);
		}

		@SseListener(source = "prices", event = "trade", batch = true)
		void onTrades(List<Trade> trades) {
			for (int i = 0; i < trades.size(); i++) {
				try {
					this.ledger.book(trades.get(i));
				}
				catch (RuntimeException ex) {
					throw new BatchListenerFailedException(i, ex);
				}
			}
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Letters {

		@Bean
		DeadLetterStore deadLetterTable(DataSource dataSource) {
			return new JdbcDeadLetterStore(dataSource);
		}

	}

	static class Repair {

		void deliverAgain(EventSource prices) {
			for (DeadLetter letter : prices.deadLetters(100)) {
				prices.redeliver(letter.id()).toCompletableFuture().join();
			}
		}

	}

}
