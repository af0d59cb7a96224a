package dev.eventsource.checkpoint;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;

import dev.eventsource.checkpoint.Checkpoint.Lease;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * What is stored as far as is known here, and the writes that may be stored as well:
 * those whose answer was lost. Tells them from what somebody else has written by owner
 * and fence, where the store keeps owners, else by what they hold.
 */
final class Writes {

	private static final Log logger = LogFactory.getLog(Writes.class);

	private static final int TRIES = 3;

	private static final int DOUBTS = 64;

	private final PositionSettings settings;

	private final CheckpointStore store;

	private final Deque<Checkpoint> doubtful = new ArrayDeque<>();

	private @Nullable Checkpoint known;

	Writes(PositionSettings settings, CheckpointStore store) {
		this.settings = settings;
		this.store = store;
	}

	@Nullable Checkpoint known() {
		return this.known;
	}

	@Nullable Lease lease() {
		return (this.known != null) ? this.known.lease() : null;
	}

	/**
	 * Takes in what the store has said.
	 * @param stored what is stored; {@code null} if nothing is
	 */
	void know(@Nullable Checkpoint stored) {
		this.known = stored;
		// what was meant for an earlier version can not come through any more
		long next = nextVersion();
		this.doubtful.removeIf((write) -> write.version() != next);
	}

	private long nextVersion() {
		return (this.known != null) ? this.known.version() + 1 : 1;
	}

	/**
	 * Stores a checkpoint in place of the one before it.
	 * @param next the checkpoint
	 * @return whether it was that one that was stored
	 */
	boolean swap(Checkpoint next) {
		if (this.doubtful.size() == DOUBTS) {
			this.doubtful.removeFirst();
		}
		this.doubtful.addLast(next);
		if (!this.store.replace(next)) {
			return false;
		}
		know(next);
		return true;
	}

	/**
	 * Stores a position behind whatever this process has stored.
	 * @param lastEventId the id
	 * @param url the stream it belongs to
	 * @param at when it was reached
	 * @param lease who owns the stream
	 * @return {@code false} if somebody else has stored something
	 */
	boolean write(String lastEventId, String url, Instant at, @Nullable Lease lease) {
		return store(() -> new Checkpoint(this.settings.key(), nextVersion(), lastEventId, url, lease, at));
	}

	/**
	 * Stores another lease with whatever position this process has stored: a transaction
	 * may have moved it meanwhile.
	 * @param before what was known to be stored
	 * @param lease who owns the stream
	 * @return {@code false} if somebody else has stored something
	 */
	boolean write(Checkpoint before, Lease lease) {
		return store(() -> {
			Checkpoint kept = (this.known != null) ? this.known : before;
			return new Checkpoint(kept.key(), nextVersion(), kept.lastEventId(), kept.url(), lease, kept.at());
		});
	}

	private boolean store(Supplier<Checkpoint> next) {
		for (int tries = 0; tries < TRIES; tries++) {
			if (swap(next.get())) {
				return true;
			}
			Checkpoint stored = this.store.load(this.settings.key()).orElse(null);
			if (!isOurs(stored)) {
				return false;
			}
			know(stored);
		}
		throw new IllegalStateException("The store does not take the position '" + this.settings.key()
				+ "', although the one before it is stored");
	}

	private boolean isOurs(@Nullable Checkpoint stored) {
		if (stored == null) {
			if (this.known != null) {
				logger.warn("Event source '" + this.settings.source() + "': its position '" + this.settings.key()
						+ "' is gone from the store. It is stored anew");
			}
			return true;
		}
		Lease mine = lease();
		Lease theirs = stored.lease();
		if (mine != null) {
			return theirs != null && theirs.owner().equals(mine.owner()) && theirs.fence() == mine.fence();
		}
		return stored.version() == nextVersion() - 1
				|| this.doubtful.stream().anyMatch((write) -> isSame(write, stored));
	}

	// stores may keep the time less exactly
	private static boolean isSame(Checkpoint write, Checkpoint stored) {
		return write.version() == stored.version() && write.lastEventId().equals(stored.lastEventId())
				&& write.url().equals(stored.url());
	}

}
