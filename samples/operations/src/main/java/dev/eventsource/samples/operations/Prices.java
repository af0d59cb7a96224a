package dev.eventsource.samples.operations;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import dev.eventsource.SseListener;

import org.springframework.stereotype.Component;

/**
 * The last price of everything.
 */
@Component
class Prices {

	private final Map<String, Double> last = new ConcurrentHashMap<>();

	@SseListener(source = { "healthy", "flapping", "silent" })
	void onPrice(Price price) {
		this.last.put(price.symbol(), price.value());
	}

}
