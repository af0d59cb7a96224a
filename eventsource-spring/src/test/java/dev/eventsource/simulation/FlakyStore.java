package dev.eventsource.simulation;

import java.util.Optional;

import dev.eventsource.checkpoint.Checkpoint;
import dev.eventsource.checkpoint.CheckpointStore;
import org.jspecify.annotations.Nullable;

/**
 * A store that survives crashes, and fails before or after it has written.
 */
final class FlakyStore implements CheckpointStore {

	private final World world;

	private final String source;

	private @Nullable Checkpoint stored;

	private @Nullable Witness witness;

	private boolean refusesNext;

	FlakyStore(World world, String source) {
		this.world = world;
		this.source = source;
	}

	/** Has one more fault in store after the others are over. */
	void refuseNext() {
		this.refusesNext = true;
	}

	void watchedBy(Witness witness) {
		this.witness = witness;
	}

	/**
	 * Returns what a start goes on from.
	 * @return the id, empty if there is none
	 */
	String position() {
		return (this.stored != null) ? this.stored.lastEventId() : "";
	}

	@Override
	public Optional<Checkpoint> load(String key) {
		mayBlock();
		if (this.world.fault(15)) {
			throw new StoreDown();
		}
		this.world.note(this.source, () -> "store gives '" + position() + "'");
		return Optional.ofNullable(this.stored);
	}

	@Override
	public boolean replace(Checkpoint checkpoint) {
		mayBlock();
		boolean refuses = this.refusesNext;
		this.refusesNext = false;
		if (refuses || this.world.fault(12)) {
			throw new StoreDown();
		}
		this.world.note(this.source, () -> "store takes '" + checkpoint.lastEventId() + "'");
		if (checkpoint.version() != ((this.stored != null) ? this.stored.version() + 1 : 1)) {
			return false;
		}
		if (this.witness != null) {
			this.witness.committing(checkpoint.lastEventId());
		}
		this.stored = checkpoint;
		if (this.world.fault(8)) {
			throw new StoreDown();
		}
		return true;
	}

	private void mayBlock() {
		this.world.require(!this.world.isOnLoop(), "I14", () -> "the store was called on an event loop");
	}

	private static final class StoreDown extends RuntimeException {

		private static final long serialVersionUID = 1;

		StoreDown() {
			super("store is down", null, false, false);
		}

	}

}
