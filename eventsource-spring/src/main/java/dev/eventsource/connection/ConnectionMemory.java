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
 */
record ConnectionMemory(int epoch, int attempts, int failures, int rejections, @Nullable Duration retry,
		@Nullable Long lostAt, @Nullable String lastError) {

	static final ConnectionMemory NONE = new ConnectionMemory(0, 0, 0, 0, null, null, null);

	ConnectionMemory fresh() {
		return new ConnectionMemory(this.epoch, 0, 0, 0, null, null, null);
	}

	ConnectionMemory nextEpoch() {
		return new ConnectionMemory(this.epoch + 1, this.attempts, this.failures, this.rejections, this.retry,
				this.lostAt, this.lastError);
	}

	ConnectionMemory withRetry(Duration time) {
		return new ConnectionMemory(this.epoch, this.attempts, this.failures, this.rejections, time, this.lostAt,
				this.lastError);
	}

	ConnectionMemory rejected() {
		return new ConnectionMemory(this.epoch, this.attempts, this.failures, this.rejections + 1, this.retry,
				this.lostAt, this.lastError);
	}

	ConnectionMemory accepted() {
		return new ConnectionMemory(this.epoch, this.attempts, this.failures, 0, this.retry, this.lostAt,
				this.lastError);
	}

	ConnectionMemory failed(Failure failure) {
		return new ConnectionMemory(this.epoch, this.attempts + 1, this.failures + 1, this.rejections, this.retry,
				this.lostAt, failure.message());
	}

	ConnectionMemory rotated(Failure failure) {
		return new ConnectionMemory(this.epoch, 0, this.failures, this.rejections, this.retry, this.lostAt,
				failure.message());
	}

	ConnectionMemory lost(long nanos) {
		return new ConnectionMemory(this.epoch, this.attempts, this.failures, this.rejections, this.retry, nanos,
				this.lastError);
	}

	ConnectionMemory fruitful() {
		return new ConnectionMemory(this.epoch, 0, this.failures, this.rejections, this.retry, this.lostAt,
				this.lastError);
	}

	ConnectionMemory withoutBackoff() {
		return new ConnectionMemory(this.epoch, this.attempts, 0, this.rejections, this.retry, this.lostAt,
				this.lastError);
	}

}
