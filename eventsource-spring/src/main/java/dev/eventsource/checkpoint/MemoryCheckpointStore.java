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
	public void save(Checkpoint checkpoint) {
		this.checkpoints.put(checkpoint.key(), checkpoint);
	}

}
