package dev.eventsource.samples.operations;

import java.util.concurrent.atomic.AtomicLong;

import dev.eventsource.SseListener;

import org.springframework.stereotype.Component;

/**
 * Stands in for a system that is busy now and then: what it refuses is offered again.
 */
@Component
class Ledger {

	private static final int BUSY_EACH = 40;

	private final AtomicLong calls = new AtomicLong();

	@SseListener(source = "flapping")
	void book(Price price) {
		if (this.calls.incrementAndGet() % BUSY_EACH == 0) {
			throw new IllegalStateException("The ledger is busy");
		}
	}

}
