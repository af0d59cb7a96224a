package dev.eventsource.checkpoint;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Positions that live as long as the process.
 */
final class MemoryCheckpointStore implements CheckpointStore {

	private final Map<String, Checkpoint> checkpoints = new ConcurrentHashMap<>();

	@Override
	public Optional<Checkpoint> load(String key) {
		return Optional.ofNullable(this.checkpoints.get(key));
	}

	@Override
	public boolean replace(Checkpoint next) {
		Checkpoint stored = this.checkpoints.compute(next.key(), (key, before) -> {
			long version = (before != null) ? before.version() : 0;
			return (version == next.version() - 1) ? next : before;
		});
		return stored == next;
	}

}
