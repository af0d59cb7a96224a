package dev.eventsource.delivery;

import java.time.Duration;
import java.util.Objects;

import dev.eventsource.EventSourceSpec;
import dev.eventsource.InvalidSpecException;
import dev.eventsource.checkpoint.PositionSettings;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@link DeliverySettings} from the settings of a source, and refuses what makes no
 * sense.
 */
final class SettingsReader {

	/** It is renewed three times as often, and looked after once a second. */
	private static final Duration SHORTEST_LEASE = Duration.ofSeconds(5);

	private static final int LARGEST_WINDOW = 1_000_000;

	private final String source;

	private final EventSourceSpec.Delivery delivery;

	private final EventSourceSpec.Retry retry;

	private final EventSourceSpec.Checkpointing checkpoint;

	private final EventSourceSpec spec;

	SettingsReader(String source, EventSourceSpec spec) {
		this.source = source;
		this.delivery = required(spec.delivery());
		this.retry = required(this.delivery.retry());
		this.checkpoint = required(spec.checkpoint());
		this.spec = spec;
	}

	DeliverySettings read(String checkpointKey) {
		return new DeliverySettings(this.source, position(checkpointKey), required(this.delivery.onFailure()),
				count("delivery.buffer-size", this.delivery.bufferSize()), bufferBytes(), retry(),
				time("delivery.stuck-after", this.delivery.stuckAfter()),
				time("delivery.timeout", this.delivery.timeout()), commit(),
				new HandlingReader(this, this.delivery, this.checkpoint).read(), deduplicate());
	}

	private DeliverySettings.Deduplicate deduplicate() {
		EventSourceSpec.Deduplicate deduplicate = required(this.delivery.deduplicate());
		int window = count("delivery.deduplicate.window", deduplicate.window());
		if (window > LARGEST_WINDOW) {
			throw invalid("delivery.deduplicate.window", window, "is more than " + LARGEST_WINDOW,
					"Set how many keys of handled events to keep.");
		}
		return new DeliverySettings.Deduplicate(window, required(deduplicate.by()));
	}

	private PositionSettings position(String key) {
		EventSourceSpec.LastEventId lastEventId = this.spec.lastEventId();
		String initialId = (lastEventId == null) ? "" : Objects.requireNonNullElse(lastEventId.initial(), "");
		String url = Objects.requireNonNullElse(this.spec.url(), "");
		return new PositionSettings(this.source, key, PositionSettings.address(url), initialId, isRequired(), lease());
	}

	private boolean isRequired() {
		boolean required = required(this.checkpoint.required());
		if (required && required(this.checkpoint.store()).equals("memory")) {
			throw invalid("checkpoint.required", true, "can not hold with 'checkpoint.store: memory'",
					"Set it to false, or name a store that outlives the process.");
		}
		return required;
	}

	private Duration lease() {
		Duration lease = required(this.checkpoint.lease());
		if (lease.compareTo(SHORTEST_LEASE) < 0) {
			throw invalid("checkpoint.lease", lease, "is shorter than " + SHORTEST_LEASE.toSeconds() + " s",
					"Write a longer time; a stream is taken over as long after its owner has died.");
		}
		return lease;
	}

	private DeliverySettings.Retry retry() {
		double multiplier = required(this.retry.multiplier());
		if (!(multiplier >= 1) || Double.isInfinite(multiplier)) {
			throw invalid("delivery.retry.multiplier", multiplier, "is below 1 or no number",
					"Write 1 for equal delays or more for growing ones.");
		}
		return new DeliverySettings.Retry(count("delivery.retry.max-retries", this.retry.maxRetries()),
				time("delivery.retry.delay", this.retry.delay()), multiplier,
				time("delivery.retry.max-delay", this.retry.maxDelay()), required(this.retry.transientExceptions()));
	}

	private DeliverySettings.Commit commit() {
		return new DeliverySettings.Commit(time("checkpoint.interval", this.checkpoint.interval()),
				count("checkpoint.events", this.checkpoint.events()),
				count("checkpoint.max-uncommitted", this.checkpoint.maxUncommitted()));
	}

	private long bufferBytes() {
		long bytes = required(this.delivery.bufferBytes()).toBytes();
		if (bytes < 0) {
			throw negative("delivery.buffer-bytes", bytes);
		}
		return bytes;
	}

	int count(String property, @Nullable Integer value) {
		int count = required(value);
		if (count < 0) {
			throw negative(property, count);
		}
		return count;
	}

	Duration time(String property, @Nullable Duration value) {
		Duration time = required(value);
		if (time.isNegative()) {
			throw negative(property, time);
		}
		return time;
	}

	private InvalidSpecException negative(String property, Object value) {
		return invalid(property, value, "is negative", "Write 0 for off, or more.");
	}

	InvalidSpecException invalid(String property, Object value, String problem, String remedy) {
		return new InvalidSpecException(this.source, property, value.toString(), problem, remedy);
	}

	private static <T> T required(@Nullable T value) {
		return Objects.requireNonNull(value, "built-in settings have this value");
	}

}
