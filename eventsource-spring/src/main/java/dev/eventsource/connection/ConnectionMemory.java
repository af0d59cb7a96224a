package dev.eventsource.connection;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * What a connection remembers from state to state.
 *
 * @param epoch number of the exchange or wait under way; what belongs to an earlier one
 * is stale
 * @param attempts attempts in a row that brought no event
 * @param failures exponent of the backoff
 * @param rejections answers in a row that refused the position
 * @param retry reconnection time as the server set it, or {@code null}
 * @param lostAt clock reading when the last open stream ended, or {@code null} if there
 * was none since the start
 * @param lastError what went wrong last, or {@code null}
 * @param renewed whether credentials have been renewed since the last open stream
 */
record ConnectionMemory(int epoch, int attempts, int failures, int rejections, @Nullable Duration retry,
		@Nullable Long lostAt, @Nullable String lastError, boolean renewed) {

	static final ConnectionMemory NONE = new ConnectionMemory(0, 0, 0, 0, null, null, null, false);

	ConnectionMemory fresh() {
		return new ConnectionMemory(this.epoch, 0, 0, 0, null, null, null, false);
	}

	ConnectionMemory nextEpoch() {
		return new ConnectionMemory(this.epoch + 1, this.attempts, this.failures, this.rejections, this.retry,
				this.lostAt, this.lastError, this.renewed);
	}

	ConnectionMemory withRetry(Duration time) {
		return new ConnectionMemory(this.epoch, this.attempts, this.failures, this.rejections, time, this.lostAt,
				this.lastError, this.renewed);
	}

	ConnectionMemory rejected() {
		return new ConnectionMemory(this.epoch, this.attempts, this.failures, this.rejections + 1, this.retry,
				this.lostAt, this.lastError, this.renewed);
	}

	ConnectionMemory accepted() {
		return new ConnectionMemory(this.epoch, this.attempts, this.failures, 0, this.retry, this.lostAt,
				this.lastError, this.renewed);
	}

	ConnectionMemory opened() {
		ConnectionMemory accepted = accepted();
		return new ConnectionMemory(this.epoch, this.attempts, accepted.failures, accepted.rejections, this.retry,
				this.lostAt, this.lastError, false);
	}

	ConnectionMemory renewing() {
		return new ConnectionMemory(this.epoch, this.attempts, this.failures, this.rejections, this.retry, this.lostAt,
				this.lastError, true);
	}

	ConnectionMemory failed(Failure failure) {
		return new ConnectionMemory(this.epoch, this.attempts + 1, this.failures + 1, this.rejections, this.retry,
				this.lostAt, failure.message(), this.renewed);
	}

	ConnectionMemory rotated(Failure failure) {
		return new ConnectionMemory(this.epoch, 0, this.failures, this.rejections, this.retry, this.lostAt,
				failure.message(), this.renewed);
	}

	ConnectionMemory lost(long nanos) {
		return new ConnectionMemory(this.epoch, this.attempts, this.failures, this.rejections, this.retry, nanos,
				this.lastError, this.renewed);
	}

	ConnectionMemory fruitful() {
		return new ConnectionMemory(this.epoch, 0, this.failures, this.rejections, this.retry, this.lostAt,
				this.lastError, this.renewed);
	}

	ConnectionMemory withoutBackoff() {
		return new ConnectionMemory(this.epoch, this.attempts, 0, this.rejections, this.retry, this.lostAt,
				this.lastError, this.renewed);
	}

}
