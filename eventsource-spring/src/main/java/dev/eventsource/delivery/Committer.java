package dev.eventsource.delivery;

import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.RejectedExecutionException;

import dev.eventsource.checkpoint.Checkpoint;
import dev.eventsource.checkpoint.StoredPosition;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Brings the end of the handled prefix to the store: one save at a time, the newest
 * position wins, and one that failed is tried again. Owned by the dispatcher, apart from
 * what says otherwise.
 */
final class Committer {

	private static final Log logger = LogFactory.getLog(Committer.class);

	private final DeliverySettings settings;

	private final DeliverySeams seams;

	private final DeliveryObserver observer;

	private final Runnable wake;

	private final StoredPosition position;

	private final long interval;

	/** Saved in a transaction that has not ended, or nobody knows how. */
	private @Nullable Checkpoint proposed;

	/** Entries of the prefix in this run; those covered by a save, begun or done. */
	private long handled;

	private long requested;

	private long committed;

	private String cursor = "";

	private long dirtySince;

	private int failures;

	private @Nullable Await retry;

	private volatile @Nullable Save inFlight;

	private volatile @Nullable Instant failingSince;

	/** Read by any thread; written by the dispatcher, or while there is no run. */
	private volatile String committedId = "";

	private volatile boolean dirty;

	Committer(DeliverySettings settings, DeliverySeams seams, DeliveryObserver observer, Runnable wake) {
		this.settings = settings;
		this.seams = seams;
		this.observer = observer;
		this.wake = wake;
		this.position = new StoredPosition(seams.store(), settings.checkpointKey(), "");
		this.interval = settings.commit().interval().toNanos();
	}

	/**
	 * Reads the stored position. Blocks; called while there is no run.
	 * @return the id, or the one to begin with
	 */
	String load() {
		this.committedId = this.position.load().orElse(this.settings.initialId());
		return this.committedId;
	}

	/**
	 * Stores a position. Blocks; called while there is no run.
	 * @param lastEventId the id
	 */
	void overwrite(String lastEventId) {
		if (this.inFlight != null) {
			throw new IllegalStateException("Event source '" + this.settings.source()
					+ "': its store has not answered the last commit yet. Try again when it has.");
		}
		this.position.load();
		this.position.save(lastEventId, this.seams.timer().instant());
		this.committedId = lastEventId;
	}

	/**
	 * The prefix has grown by one entry.
	 * @param lastEventId the id at its end
	 * @param now the time
	 */
	void moved(String lastEventId, long now) {
		if (this.handled == this.requested) {
			this.dirtySince = now;
			this.dirty = true;
		}
		this.cursor = lastEventId;
		this.handled++;
	}

	/**
	 * Takes in what the store said, and begins a save if one is due.
	 * @param now the time
	 * @param force whether any uncommitted position is due
	 */
	void settle(long now, boolean force) {
		takeAnswer();
		if (this.inFlight != null || this.handled == this.committed || !isTimeToTry()) {
			return;
		}
		if (force || this.failures > 0 || isDue(now)) {
			commit();
		}
	}

	private void takeAnswer() {
		Save save = this.inFlight;
		if (save == null || !save.answer.isOver()) {
			return;
		}
		this.inFlight = null;
		Throwable failure = save.answer.failure();
		if (failure == null) {
			this.committedId = save.lastEventId;
			covered(save.covers);
			this.observer.committed(save.lastEventId);
			return;
		}
		this.requested = this.committed;
		if (save.covers > 0) {
			failed(failure);
		}
	}

	private void covered(long entries) {
		this.committed = Math.max(this.committed, entries);
		this.requested = this.committed;
		this.dirty = this.handled > this.committed;
		this.failures = 0;
		this.failingSince = null;
	}

	private void failed(Throwable failure) {
		this.failures++;
		if (this.failures == 1) {
			this.failingSince = this.seams.timer().instant();
			logger.warn(
					"Event source '" + this.settings.source() + "' could not store its position. Events are "
							+ "handled on, and come again after a crash; it is tried until the store takes it",
					failure);
		}
		this.observer.commitFailed(failure);
		this.retry = Await.delay(this.seams.timer(), Backoff.ofStore(this.failures), this.wake);
	}

	private boolean isTimeToTry() {
		Await wait = this.retry;
		if (wait != null && !wait.isOver()) {
			return false;
		}
		this.retry = null;
		return true;
	}

	private boolean isDue(long now) {
		DeliverySettings.Commit commit = this.settings.commit();
		boolean enough = commit.events() > 0 && this.handled - this.committed >= commit.events();
		return enough || (this.interval > 0 && now - this.dirtySince >= this.interval);
	}

	private void commit() {
		if (this.cursor.equals(this.committedId)) {
			// events without ids of their own: nothing new to write
			covered(this.handled);
			return;
		}
		Save save = new Save(this.cursor, this.handled, this.seams.timer().instant(), new Await(this.wake));
		this.requested = this.handled;
		this.inFlight = save;
		try {
			this.seams.storeExecutor().execute(() -> save(save));
		}
		catch (RejectedExecutionException ex) {
			save.answer.complete(ex);
		}
	}

	private void save(Save save) {
		try {
			this.position.save(save.lastEventId, save.begun);
			save.answer.complete(null);
		}
		catch (Throwable ex) {
			save.answer.complete(ex);
		}
	}

	/** Whether the store has not answered yet. */
	boolean isSaving() {
		return this.inFlight != null;
	}

	/**
	 * Stores a position in the transaction of the calling thread; while no other save is
	 * under way.
	 * @param lastEventId the id
	 */
	void saveWithin(String lastEventId) {
		this.proposed = this.position.propose(lastEventId, this.seams.timer().instant());
	}

	/**
	 * Asks the store whether a transaction was committed that is told to have failed.
	 * @return whether the store has what was saved in it
	 * @throws RuntimeException if the store can not be asked
	 */
	boolean isSavedAfterAll() {
		Checkpoint tried = this.proposed;
		return tried != null && this.position.holds(tried);
	}

	/**
	 * The transaction has been committed.
	 */
	void savedWithin() {
		Checkpoint saved = Objects.requireNonNull(this.proposed);
		this.proposed = null;
		this.position.accept(saved);
		this.committedId = saved.lastEventId();
		this.observer.committed(saved.lastEventId());
	}

	/**
	 * What was handled in the transaction has moved the prefix, and nothing else has if
	 * its end is what was saved.
	 */
	void coverSaved() {
		if (this.cursor.equals(this.committedId)) {
			covered(this.handled);
		}
	}

	/**
	 * A transaction failed, and nobody but the database is to blame.
	 * @param failure why
	 */
	void failedWithin(Throwable failure) {
		if (this.failingSince == null) {
			this.failingSince = this.seams.timer().instant();
			logger.warn("Event source '" + this.settings.source() + "' waits: an event could not be handled in a "
					+ "transaction. It is tried until it can", failure);
		}
		this.observer.commitFailed(failure);
	}

	/**
	 * Forgets the run. A save that has not ended yet counts for the store only.
	 */
	void reset() {
		Save save = this.inFlight;
		if (save != null) {
			save.covers = 0;
		}
		if (this.retry != null) {
			this.retry.cancel();
			this.retry = null;
		}
		this.proposed = null;
		this.handled = 0;
		this.requested = 0;
		this.committed = 0;
		this.failures = 0;
		this.failingSince = null;
		this.dirty = false;
	}

	boolean isClean() {
		return this.inFlight == null && this.handled == this.committed;
	}

	/**
	 * Returns how far the prefix is ahead of the store.
	 * @return entries
	 */
	long uncommitted() {
		return this.handled - this.committed;
	}

	/** For any thread. */
	boolean isDirty() {
		return this.dirty;
	}

	/** For any thread. */
	String committedId() {
		return this.committedId;
	}

	/**
	 * Returns since when the store does not take the position; for any thread.
	 * @return the time of the first failure, or the begin of a save that has not ended
	 */
	@Nullable Instant failingSince() {
		Save save = this.inFlight;
		Instant since = this.failingSince;
		return (since != null || save == null) ? since : save.begun;
	}

	private static final class Save {

		private final String lastEventId;

		private final Instant begun;

		private final Await answer;

		/**
		 * Entries of this run up to the position, 0 if it is one of an earlier run; owned
		 * by the dispatcher.
		 */
		private long covers;

		private Save(String lastEventId, long covers, Instant begun, Await answer) {
			this.lastEventId = lastEventId;
			this.covers = covers;
			this.begun = begun;
			this.answer = answer;
		}

	}

}
