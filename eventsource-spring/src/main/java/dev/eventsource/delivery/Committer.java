package dev.eventsource.delivery;

import java.time.Instant;
import java.util.Objects;

import dev.eventsource.checkpoint.Checkpoint;
import dev.eventsource.checkpoint.PositionKeeper;
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

	private final PositionKeeper keeper;

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

	private volatile @Nullable PendingSave inFlight;

	private volatile @Nullable Instant failingSince;

	/** Since when the oldest position is due that the store does not have. */
	private volatile @Nullable Instant behindSince;

	private volatile boolean dirty;

	private volatile boolean waitsForLease;

	Committer(DeliverySettings settings, DeliverySeams seams, PositionKeeper keeper, DeliveryObserver observer,
			Runnable wake) {
		this.settings = settings;
		this.seams = seams;
		this.observer = observer;
		this.wake = wake;
		this.keeper = keeper;
		this.interval = settings.commit().interval().toNanos();
	}

	PositionKeeper keeper() {
		return this.keeper;
	}

	/**
	 * The prefix has grown by one entry.
	 * @param lastEventId the id at its end
	 * @param now the time
	 */
	void moved(String lastEventId, long now) {
		moved(now);
		reached(lastEventId);
	}

	/**
	 * The prefix has grown by one entry, with more to come before its end is told by
	 * {@link #reached}.
	 * @param now the time
	 */
	void moved(long now) {
		if (this.handled == this.requested) {
			this.dirtySince = now;
			this.dirty = true;
		}
		if (this.behindSince == null) {
			this.behindSince = this.seams.timer().instant();
		}
		this.handled++;
	}

	/**
	 * The prefix ends here for now.
	 * @param lastEventId the id at its end
	 */
	void reached(String lastEventId) {
		this.cursor = lastEventId;
	}

	/**
	 * Returns whether there may be something to do before another entry begins.
	 * @param now the time
	 * @return whether {@link #settle} is to look, or no more may begin
	 */
	boolean wantsAttention(long now) {
		int bound = this.settings.commit().maxUncommitted();
		if (bound > 0 && uncommitted() >= bound) {
			return true;
		}
		PendingSave save = this.inFlight;
		if (save != null) {
			return save.answer.isOver();
		}
		return this.failures > 0 || this.handled > this.committed && isDue(now);
	}

	/**
	 * Takes in what the store said, and begins a save if one is due.
	 * @param now the time
	 * @param force whether any uncommitted position is due
	 */
	void settle(long now, boolean force) {
		takeAnswer();
		if (isClean() || this.inFlight != null || !isTimeToTry()) {
			return;
		}
		if (force || this.failures > 0 || isDue(now)) {
			commit();
		}
	}

	private void takeAnswer() {
		PendingSave save = this.inFlight;
		if (save == null || !save.answer.isOver()) {
			return;
		}
		this.inFlight = null;
		Throwable failure = save.answer.failure();
		if (failure == null) {
			covered(save.covers, save.begun);
			this.observer.committed(save.lastEventId);
			return;
		}
		this.requested = this.committed;
		if (save.covers > 0) {
			failed(HandlerRetry.unwrap(failure));
		}
	}

	private void covered(long entries, @Nullable Instant since) {
		this.committed = Math.max(this.committed, entries);
		this.requested = this.committed;
		this.dirty = this.handled > this.committed;
		this.behindSince = this.dirty ? since : null;
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
		if (this.cursor.equals(this.keeper.committedId())) {
			// events without ids of their own: nothing new to write
			covered(this.handled, null);
			return;
		}
		PendingSave save = new PendingSave(this.cursor, this.handled, this.seams.timer().instant(),
				new Await(this.wake));
		this.requested = this.handled;
		this.inFlight = save;
		this.keeper.save(save.lastEventId, save.begun).whenComplete((stored, failure) -> save.answer.complete(failure));
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
		this.proposed = this.keeper.propose(lastEventId, this.seams.timer().instant());
	}

	/**
	 * Asks the store whether a transaction was committed that is told to have failed.
	 * @return whether the store has what was saved in it
	 * @throws RuntimeException if the store can not be asked
	 */
	boolean isSavedAfterAll() {
		Checkpoint tried = this.proposed;
		return tried != null && this.keeper.holds(tried);
	}

	/**
	 * The transaction has been committed.
	 */
	void savedWithin() {
		Checkpoint saved = Objects.requireNonNull(this.proposed);
		this.proposed = null;
		this.keeper.accept(saved);
		this.observer.committed(saved.lastEventId());
	}

	/**
	 * What was handled in the transaction has moved the prefix, and nothing else has if
	 * its end is what was saved.
	 */
	void coverSaved() {
		if (this.cursor.equals(this.keeper.committedId())) {
			covered(this.handled, null);
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
					+ "transaction. It is tried until it can", FailureTrace.of(failure));
		}
		this.observer.commitFailed(failure);
	}

	/**
	 * Forgets the run. A save that has not ended yet counts for the store only.
	 */
	void reset() {
		PendingSave save = this.inFlight;
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
		this.behindSince = null;
		this.dirty = false;
	}

	/**
	 * Returns whether there is nothing to bring to the store: it has everything, or takes
	 * nothing from here any more.
	 * @return whether a stop need not wait
	 */
	boolean isClean() {
		return this.keeper.isGivenUp() || this.inFlight == null && this.handled == this.committed;
	}

	/**
	 * Returns how far the prefix is ahead of the store.
	 * @return entries
	 */
	long uncommitted() {
		return this.handled - this.committed;
	}

	/**
	 * Returns whether events may be dispatched as far as ownership goes.
	 * @param now the time
	 * @return whether they may; if not, the dispatcher is to look again each second
	 */
	boolean isOwner(long now) {
		boolean owner = this.keeper.isOwner(now);
		if (owner == this.waitsForLease) {
			this.waitsForLease = !owner;
		}
		return owner;
	}

	/** For any thread: whether time alone may give the dispatcher something to do. */
	boolean isDirty() {
		return this.dirty || this.waitsForLease;
	}

	/**
	 * Returns since when the store has not had the end of what is handled; for any
	 * thread.
	 * @return the time, or {@code null} if it has it
	 */
	@Nullable Instant behindSince() {
		return this.behindSince;
	}

	/**
	 * Returns since when the store does not take the position; for any thread.
	 * @return the time of the first failure, or the begin of a save that has not ended
	 */
	@Nullable Instant failingSince() {
		PendingSave save = this.inFlight;
		Instant since = this.failingSince;
		return (since != null || save == null) ? since : save.begun;
	}

}
