package dev.eventsource.samples.docs;

import java.math.BigDecimal;
import java.util.concurrent.CompletionStage;

import dev.eventsource.Acknowledgment;
import dev.eventsource.EventId;
import dev.eventsource.EventType;
import dev.eventsource.MessageEvent;
import dev.eventsource.SseListener;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * Listener methods of every shape.
 */
final class PriceListeners {

	private PriceListeners() {
	}

	record Tick(String symbol, BigDecimal price) {
	}

	interface Ledger {

		void book(Tick tick);

		Mono<Void> bookLater(Tick tick);

		CompletionStage<Void> bookSoon(Tick tick, Acknowledgment acknowledgment);

	}

	@Component
	static class Prices {

		private final Ledger ledger;

		Prices(Ledger ledger) {
			this.ledger = ledger;
		}

		@SseListener(source = "prices", event = "tick")
		void onTick(Tick tick) {
			this.ledger.book(tick);
		}

	}

	@Component
	static class MorePrices {

		private final Ledger ledger;

		MorePrices(Ledger ledger) {
			this.ledger = ledger;
		}

		@SseListener(source = "prices", event = { "tick", "correction" })
		void onAnyPrice(Tick tick, @EventType String type, @EventId String id) {
			System.out.println(type + " " + id + " " + tick.symbol());
		}

		@SseListener(source = "prices", event = "*")
		void onEverything(MessageEvent event) {
			System.out.println(event.type() + " " + event.data());
		}

		@SseListener(source = "prices", event = "tick", condition = "payload.symbol == 'ACME'")
		void onAcme(Tick tick) {
			this.ledger.book(tick);
		}

		@SseListener(source = "prices", event = "tick")
		Mono<Void> bookLater(Tick tick) {
			return this.ledger.bookLater(tick);
		}

		@SseListener(source = "prices", event = "tick")
		void bookSoon(Tick tick, Acknowledgment acknowledgment) {
			this.ledger.bookSoon(tick, acknowledgment);
		}

	}

}
