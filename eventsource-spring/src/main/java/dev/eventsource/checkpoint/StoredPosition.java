package dev.eventsource.checkpoint;

import java.time.Instant;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * The position of one source in its store, and what this process knows of it. Blocks;
 * called by one thread at a time.
 */
public final class StoredPosition {

	private final CheckpointStore store;

	private final String key;

	private final String url;

	private @Nullable Checkpoint known;

	/**
	 * Creates the view of a position, not read yet.
	 * @param store where it is kept
	 * @param key its key
	 * @param url origin and path of the stream
	 */
	public StoredPosition(CheckpointStore store, String key, String url) {
		this.store = store;
		this.key = key;
		this.url = url;
	}

	/**
	 * Reads the position.
	 * @return the last event ID, empty if no position is stored
	 */
	public Optional<String> load() {
		this.known = this.store.load(this.key).orElse(null);
		return Optional.ofNullable(this.known).map(Checkpoint::lastEventId);
	}

	/**
	 * Moves the position.
	 * @param lastEventId the last event ID at the end of what was handled
	 * @param at when that was reached
	 * @throws IllegalStateException if somebody else has moved it
	 */
	public void save(String lastEventId, Instant at) {
		if (move(lastEventId, at)) {
			return;
		}
		// a write of ours may have come through although it was told to have failed
		Checkpoint before = this.known;
		load();
		if (!isOurs(before) || !move(lastEventId, at)) {
			throw movedBySomebodyElse();
		}
	}

	private IllegalStateException movedBySomebodyElse() {
		return new IllegalStateException("The position '" + this.key + "' was moved by somebody else");
	}

	/**
	 * Stores the position in the transaction of the calling thread. That it is stored is
	 * not believed before it is {@link #accept accepted}.
	 * @param lastEventId the last event ID at the end of what is handled
	 * @param at when that was reached
	 * @return what was stored, if the transaction is committed
	 * @throws IllegalStateException if somebody else has moved the position
	 */
	public Checkpoint propose(String lastEventId, Instant at) {
		Checkpoint next = next(lastEventId, at);
		if (!this.store.replace(next)) {
			throw movedBySomebodyElse();
		}
		return next;
	}

	/**
	 * The transaction has been committed.
	 * @param proposed what was stored in it
	 */
	public void accept(Checkpoint proposed) {
		this.known = proposed;
	}

	/**
	 * Asks the store whether a transaction was committed after all.
	 * @param proposed what was stored in it
	 * @return whether it has that
	 */
	public boolean holds(Checkpoint proposed) {
		load();
		Checkpoint stored = this.known;
		return stored != null && stored.version() == proposed.version()
				&& stored.lastEventId().equals(proposed.lastEventId());
	}

	private boolean isOurs(@Nullable Checkpoint before) {
		Checkpoint stored = this.known;
		long version = (before != null) ? before.version() : 0;
		return stored != null && stored.version() == version + 1;
	}

	private boolean move(String lastEventId, Instant at) {
		Checkpoint next = next(lastEventId, at);
		if (!this.store.replace(next)) {
			return false;
		}
		this.known = next;
		return true;
	}

	private Checkpoint next(String lastEventId, Instant at) {
		Checkpoint before = this.known;
		long version = (before != null) ? before.version() : 0;
		return new Checkpoint(this.key, version + 1, lastEventId, this.url, (before != null) ? before.lease() : null,
				at);
	}

}
