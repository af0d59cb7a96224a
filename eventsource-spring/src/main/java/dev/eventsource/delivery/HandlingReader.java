package dev.eventsource.delivery;

import java.util.Map;
import java.util.Objects;

import dev.eventsource.EventSourceSpec;
import dev.eventsource.InvalidSpecException;
import org.jspecify.annotations.Nullable;

/**
 * Reads how many events are handled at a time, and refuses what can not go together.
 */
final class HandlingReader {

	private static final int MOST_AT_A_TIME = 256;

	/** Stores whose writes are in no transaction, and why. */
	private static final Map<String, String> OUTSIDE = Map.of("memory", "memory", "file", "a file", "redis", "Redis");

	private final SettingsReader reader;

	private final EventSourceSpec.Delivery delivery;

	private final EventSourceSpec.Checkpointing checkpoint;

	HandlingReader(SettingsReader reader, EventSourceSpec.Delivery delivery, EventSourceSpec.Checkpointing checkpoint) {
		this.reader = reader;
		this.delivery = delivery;
		this.checkpoint = checkpoint;
	}

	DeliverySettings.Handling read() {
		int concurrency = concurrency();
		boolean transactional = Boolean.TRUE.equals(this.checkpoint.transactional());
		if (transactional) {
			refuseWithTransactions(concurrency);
		}
		int batchSize = this.reader.count("delivery.batch-size", this.delivery.batchSize());
		return new DeliverySettings.Handling(concurrency, this.delivery.orderBy(),
				(batchSize > 0) ? batchSize : Integer.MAX_VALUE,
				this.reader.time("delivery.batch-wait", this.delivery.batchWait()), transactional);
	}

	private int concurrency() {
		int concurrency = this.reader.count("delivery.concurrency", this.delivery.concurrency());
		if (concurrency < 1 || concurrency > MOST_AT_A_TIME) {
			throw this.reader.invalid("delivery.concurrency", concurrency, "is not between 1 and " + MOST_AT_A_TIME,
					"Set how many events may be handled at a time.");
		}
		if (concurrency > 1 && isDirect()) {
			throw this.reader.invalid("delivery.concurrency", concurrency,
					"is more than 1, but 'delivery.executor' is 'direct': there is one thread, the event loop",
					"Set it to 1, or drop 'direct'.");
		}
		return concurrency;
	}

	private boolean isDirect() {
		return "direct".equals(this.delivery.executor());
	}

	private void refuseWithTransactions(int concurrency) {
		if (concurrency > 1) {
			throw transactional("but 'delivery.concurrency' is " + concurrency + ": one transaction follows another",
					"Set 'delivery.concurrency' to 1, or 'checkpoint.transactional' to false.");
		}
		if (isDirect()) {
			throw transactional("but 'delivery.executor' is 'direct': transactions would block the event loop",
					"Drop 'direct', or set 'checkpoint.transactional' to false.");
		}
		String outside = OUTSIDE.get(Objects.requireNonNull(this.checkpoint.store()));
		if (outside != null) {
			throw transactional(
					"but 'checkpoint.store' is '" + this.checkpoint.store() + "': " + outside
							+ " takes no part in transactions",
					"Set 'checkpoint.store' to 'jdbc' or to a bean that stores in the listeners' database, or"
							+ " 'checkpoint.transactional' to false.");
		}
	}

	private InvalidSpecException transactional(String problem, String remedy) {
		return this.reader.invalid("checkpoint.transactional", true, problem, remedy);
	}

	/**
	 * Refuses a handler that can not be part of a transaction.
	 * @param settings settings of the source
	 * @param handler the handler
	 * @throws InvalidSpecException if its events are done only some time after it has
	 * returned
	 */
	static void require(DeliverySettings settings, EventHandler handler) {
		String problem = settings.handling().transactional() ? problem(handler) : null;
		if (problem != null) {
			throw new InvalidSpecException(settings.source(), "checkpoint.transactional", "true",
					"but '" + handler.id() + "' " + problem + ": the transaction ends when it returns",
					"Let it handle its events before it returns, or set 'checkpoint.transactional' to false.");
		}
	}

	private static @Nullable String problem(EventHandler handler) {
		if (handler.acknowledges()) {
			return "takes an Acknowledgment";
		}
		return handler.completesLater() ? "is done only some time after it has returned" : null;
	}

}
