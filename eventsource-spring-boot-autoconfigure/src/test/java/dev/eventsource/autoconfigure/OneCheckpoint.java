package dev.eventsource.autoconfigure;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

import dev.eventsource.checkpoint.Checkpoint;
import dev.eventsource.checkpoint.CheckpointStore;

/**
 * A store that several contexts can share, with owners, for one source.
 */
class OneCheckpoint implements CheckpointStore {

	final AtomicReference<Checkpoint> stored = new AtomicReference<>();

	@Override
	public Optional<Checkpoint> load(String key) {
		return Optional.ofNullable(this.stored.get());
	}

	@Override
	public boolean replace(Checkpoint next) {
		Checkpoint before = this.stored.get();
		long version = (before != null) ? before.version() : 0;
		return version + 1 == next.version() && this.stored.compareAndSet(before, next);
	}

	@Override
	public Optional<Instant> now() {
		return Optional.of(Instant.now());
	}

}
