package dev.eventsource.orders;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

import dev.eventsource.Acknowledgment;
import dev.eventsource.EventId;
import dev.eventsource.SseListener;
import jakarta.validation.Valid;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Listener methods of every kind.
 */
@Component
public class OrderListener {

	private final Stock stock;

	OrderListener(Stock stock) {
		this.stock = stock;
	}

	@SseListener(source = "orders", event = "order-created")
	@Transactional
	public void onCreated(@Valid Order order, @EventId String id) {
		this.stock.reserve(order);
		if (order.number().equals("broken")) {
			throw new IllegalStateException("no such number");
		}
	}

	@SseListener(source = "orders", event = "order-large", condition = "payload.quantity() > 100")
	void onLarge(Order order) {
		this.stock.reserve(order);
	}

	@SseListener(source = "orders", event = "order-sent")
	CompletableFuture<Void> onSent(Order order) {
		return order.number().equals("broken")
				? CompletableFuture.failedFuture(new IllegalStateException("never arrived"))
				: CompletableFuture.runAsync(() -> this.stock.reserve(order));
	}

	@SseListener(source = "orders", event = "order-paid")
	void onPaid(Order order, Acknowledgment acknowledgment) {
		if (order.quantity() > 0) {
			CompletableFuture.runAsync(acknowledgment::acknowledge);
		}
	}

	@SseListener(source = "orders", event = "order-flaky")
	void onFlaky(Order order) {
		throw new UncheckedIOException(new IOException("the warehouse is away"));
	}

	@SseListener(source = "orders", event = "order-slow")
	void onSlow() throws InterruptedException {
		new CountDownLatch(1).await();
	}

}
