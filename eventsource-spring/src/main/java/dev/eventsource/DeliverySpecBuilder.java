package dev.eventsource;

import java.time.Duration;

import org.springframework.util.unit.DataSize;

/**
 * The part of {@link EventSourceSpecBuilder} that says how events reach listeners.
 */
public abstract sealed class DeliverySpecBuilder permits ContentSpecBuilder {

	DeliverySpecBuilder() {
	}

	abstract EventSourceSpecBuilder set(String path, Object value);

	/**
	 * Sets {@code checkpoint.store}.
	 * @param value {@code memory}, {@code file} or the name of a store
	 * @return this
	 */
	public EventSourceSpecBuilder checkpointStore(String value) {
		return set("checkpoint.store", value);
	}

	/**
	 * Sets {@code delivery.buffer-size}.
	 * @param value the value
	 * @return this
	 */
	public EventSourceSpecBuilder deliveryBufferSize(int value) {
		return set("delivery.bufferSize", value);
	}

	/**
	 * Sets {@code delivery.buffer-bytes}.
	 * @param value the value
	 * @return this
	 */
	public EventSourceSpecBuilder deliveryBufferBytes(DataSize value) {
		return set("delivery.bufferBytes", value);
	}

	/**
	 * Sets {@code delivery.executor}.
	 * @param value the value
	 * @return this
	 */
	public EventSourceSpecBuilder deliveryExecutor(String value) {
		return set("delivery.executor", value);
	}

	/**
	 * Sets {@code delivery.on-failure}.
	 * @param value the value
	 * @return this
	 */
	public EventSourceSpecBuilder deliveryOnFailure(FailureAction value) {
		return set("delivery.onFailure", value);
	}

	/**
	 * Sets {@code delivery.retry.max-retries}.
	 * @param value the value
	 * @return this
	 */
	public EventSourceSpecBuilder deliveryMaxRetries(int value) {
		return set("delivery.retry.maxRetries", value);
	}

	/**
	 * Sets {@code delivery.retry.delay}.
	 * @param value the value
	 * @return this
	 */
	public EventSourceSpecBuilder deliveryRetryDelay(Duration value) {
		return set("delivery.retry.delay", value);
	}

	/**
	 * Sets {@code delivery.retry.max-delay}.
	 * @param value the value
	 * @return this
	 */
	public EventSourceSpecBuilder deliveryRetryMaxDelay(Duration value) {
		return set("delivery.retry.maxDelay", value);
	}

	/**
	 * Sets {@code delivery.concurrency}.
	 * @param value the value
	 * @return this
	 */
	public EventSourceSpecBuilder deliveryConcurrency(int value) {
		return set("delivery.concurrency", value);
	}

	/**
	 * Sets {@code delivery.order-by}.
	 * @param value the value
	 * @return this
	 */
	public EventSourceSpecBuilder deliveryOrderBy(String value) {
		return set("delivery.orderBy", value);
	}

	/**
	 * Sets {@code delivery.batch-size}.
	 * @param value the value
	 * @return this
	 */
	public EventSourceSpecBuilder deliveryBatchSize(int value) {
		return set("delivery.batchSize", value);
	}

	/**
	 * Sets {@code delivery.batch-wait}.
	 * @param value the value
	 * @return this
	 */
	public EventSourceSpecBuilder deliveryBatchWait(Duration value) {
		return set("delivery.batchWait", value);
	}

	/**
	 * Sets {@code delivery.stuck-after}.
	 * @param value the value
	 * @return this
	 */
	public EventSourceSpecBuilder deliveryStuckAfter(Duration value) {
		return set("delivery.stuckAfter", value);
	}

	/**
	 * Sets {@code delivery.timeout}.
	 * @param value the value
	 * @return this
	 */
	public EventSourceSpecBuilder deliveryTimeout(Duration value) {
		return set("delivery.timeout", value);
	}

	/**
	 * Sets {@code delivery.deduplicate.window}.
	 * @param value the value
	 * @return this
	 */
	public EventSourceSpecBuilder deliveryDeduplicateWindow(int value) {
		return set("delivery.deduplicate.window", value);
	}

	/**
	 * Sets {@code delivery.deduplicate.by}.
	 * @param value the value
	 * @return this
	 */
	public EventSourceSpecBuilder deliveryDeduplicateBy(String value) {
		return set("delivery.deduplicate.by", value);
	}

}
