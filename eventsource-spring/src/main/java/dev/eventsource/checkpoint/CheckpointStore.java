package dev.eventsource.checkpoint;

import java.util.Optional;

/**
 * Keeps positions. Calls may block and come from several threads, for one key from one at
 * a time.
 */
public interface CheckpointStore {

	/**
	 * Reads a position.
	 * @param key its key
	 * @return the position, empty if none was stored
	 */
	Optional<Checkpoint> load(String key);

	/**
	 * Stores a position in place of the one before.
	 * @param checkpoint the position
	 */
	void save(Checkpoint checkpoint);

	/**
	 * Returns a store that forgets with the process.
	 * @return a new store
	 */
	static CheckpointStore inMemory() {
		return new MemoryCheckpointStore();
	}

}
