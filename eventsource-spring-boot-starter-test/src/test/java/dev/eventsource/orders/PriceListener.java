package dev.eventsource.orders;

import dev.eventsource.SseListener;

import org.springframework.stereotype.Component;

/**
 * Listens to the other source.
 */
@Component
public class PriceListener {

	@SseListener(source = "price-feed")
	void onPrice(String price) {
	}

}
