package dev.eventsource.delivery;

import java.time.Duration;
import java.util.List;

import dev.eventsource.EventSourceSpec;
import dev.eventsource.FailureAction;
import dev.eventsource.checkpoint.PositionSettings;
import org.jspecify.annotations.Nullable;

/**
 * How the events of one source reach its handlers. In numbers and durations 0 stands for
 * off.
 *
 * @param source name of the source
 * @param position where the position is kept
 * @param onFailure what becomes of an event after the last attempt
 * @param bufferSize entries that may wait
 * @param bufferBytes bytes that may wait
 * @param retry calls after the first one
 * @param stuckAfter time after which a running call counts as stuck
 * @param timeout time after which a running call is ended
 * @param commit when the position is stored
 * @param handling how many events at a time
 * @param deduplicate which events are known from before
 */
public record DeliverySettings(String source, PositionSettings position, FailureAction onFailure, int bufferSize,
		long bufferBytes, Retry retry, Duration stuckAfter, Duration timeout, Commit commit, Handling handling,
		Deduplicate deduplicate) {

	/**
	 * How many events are handled at a time.
	 *
	 * @param concurrency events, or batches, on different threads
	 * @param orderBy what events keep their order by: {@code id}, {@code type} or SpEL;
	 * {@code null} for nothing
	 * @param batchSize most events of a batch, at least 1
	 * @param batchWait time for which the first event of a batch waits for others
	 * @param transactional whether an attempt to handle an event, or a batch, is one
	 * transaction with the position
	 */
	public record Handling(int concurrency, @Nullable String orderBy, int batchSize, Duration batchWait,
			boolean transactional) {
	}

	/**
	 * Which events are known from before.
	 *
	 * @param window how many keys of handled events are kept
	 * @param by {@code id}, {@code type} or SpEL
	 */
	public record Deduplicate(int window, String by) {

		/** Nothing is known. */
		public static final Deduplicate OFF = new Deduplicate(0, "id");

	}

	/**
	 * Returns the same settings for one event at a time, and no waiting for others.
	 * @return new settings
	 */
	public DeliverySettings oneByOne() {
		return new DeliverySettings(this.source, this.position, this.onFailure, this.bufferSize, this.bufferBytes,
				this.retry, this.stuckAfter, this.timeout, this.commit, new Handling(1, null, 1, Duration.ZERO, false),
				Deduplicate.OFF);
	}

	/**
	 * Calls after the first one.
	 *
	 * @param maxRetries their number, for failures that are not transient
	 * @param delay time before the second call
	 * @param multiplier growth of the delay
	 * @param maxDelay longest delay
	 * @param transientExceptions class names of further failures that are tried again
	 * without end
	 */
	public record Retry(int maxRetries, Duration delay, double multiplier, Duration maxDelay,
			List<String> transientExceptions) {
	}

	/**
	 * When the position is stored.
	 *
	 * @param interval time after which a handled position is due
	 * @param events handled entries after which the position is due
	 * @param maxUncommitted entries that may be dispatched ahead of the stored position
	 */
	public record Commit(Duration interval, int events, int maxUncommitted) {
	}

	/**
	 * Reads the settings of a source and checks them.
	 * @param source name of the source
	 * @param checkpointKey key of the position in the store
	 * @param resolved settings with nothing left out that has a built-in value
	 * @return the settings
	 * @throws dev.eventsource.InvalidSpecException if a value makes no sense or is not
	 * supported
	 */
	public static DeliverySettings from(String source, String checkpointKey, EventSourceSpec resolved) {
		return new SettingsReader(source, EventSourceSpec.BUILT_IN.overlay(resolved)).read(checkpointKey);
	}

}
