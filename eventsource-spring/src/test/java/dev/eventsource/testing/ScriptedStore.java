package dev.eventsource.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.eventsource.checkpoint.Checkpoint;
import dev.eventsource.checkpoint.CheckpointStore;

/**
 * A store that remembers every write and can be down.
 */
public final class ScriptedStore implements CheckpointStore {

	private final List<String> saved = new ArrayList<>();

	private Optional<Checkpoint> checkpoint = Optional.empty();

	private boolean down;

	@Override
	public synchronized Optional<Checkpoint> load(String key) {
		return this.checkpoint;
	}

	@Override
	public synchronized boolean replace(Checkpoint newer) {
		if (this.down) {
			throw new IllegalStateException("store is down");
		}
		this.saved.add(newer.lastEventId());
		this.checkpoint = Optional.of(newer);
		return true;
	}

	/**
	 * Lets every write fail from now on.
	 */
	public synchronized void goDown() {
		this.down = true;
	}

	/**
	 * Lets writes succeed again.
	 */
	public synchronized void comeUp() {
		this.down = false;
	}

	/**
	 * Returns the ids written.
	 * @return a copy, the oldest first
	 */
	public synchronized List<String> saved() {
		return List.copyOf(this.saved);
	}

	/**
	 * Returns the id stored last.
	 * @return the id, empty if there is none
	 */
	public synchronized String lastEventId() {
		return this.checkpoint.map(Checkpoint::lastEventId).orElse("");
	}

}
