package dev.eventsource.kill;

import java.util.Optional;

import dev.eventsource.checkpoint.Checkpoint;
import dev.eventsource.checkpoint.CheckpointStore;

/**
 * A store without the clock that leases are measured by. A stream has no owner with it,
 * so that a child need not wait for the lease of the one that was killed.
 *
 * @param store keeps the positions
 */
record Ownerless(CheckpointStore store) implements CheckpointStore {

	@Override
	public Optional<Checkpoint> load(String key) {
		return this.store.load(key);
	}

	@Override
	public boolean replace(Checkpoint next) {
		return this.store.replace(next);
	}

	@Override
	public void release(String key) {
		this.store.release(key);
	}

}
