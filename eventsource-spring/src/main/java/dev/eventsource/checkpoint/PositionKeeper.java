package dev.eventsource.checkpoint;

import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

import dev.eventsource.Timer;

/**
 * Keeps the position of one source in its store, and the ownership of its stream where
 * the store keeps that. Every call to the store is made behind the one before; nothing
 * here blocks, apart from what says so. For any thread.
 */
public final class PositionKeeper {

	private final StoredPosition position;

	private final StoreLane lane;

	private final Timer timer;

	private final boolean atHand;

	private volatile String committedId = "";

	private volatile boolean asked;

	/**
	 * Creates a keeper that has not read the position yet.
	 * @param settings where it is kept
	 * @param store the store
	 * @param executor runs calls to the store
	 * @param timer tells the time
	 */
	public PositionKeeper(PositionSettings settings, CheckpointStore store, Executor executor, Timer timer) {
		this.position = new StoredPosition(settings, store, timer);
		this.timer = timer;
		this.atHand = store instanceof MemoryCheckpointStore;
		this.lane = new StoreLane(this.atHand ? Runnable::run : executor);
	}

	/**
	 * Returns whether the store answers at once, without a thread of its own.
	 * @return whether calls have ended when they return
	 */
	public boolean isAtHand() {
		return this.atHand;
	}

	/**
	 * Returns whether the store has been asked for something that others wait for: a
	 * lock, or the stream itself.
	 * @return whether it is to be told when the source ends
	 */
	public boolean isEngaged() {
		return this.asked && !this.atHand;
	}

	/**
	 * Reads the position, and takes ownership where the store keeps owners.
	 * @param owner names this instance; asked if the store keeps owners
	 * @return where to go on, or who owns the stream; fails with a
	 * {@link dev.eventsource.CheckpointDamagedException} if the position can not be used,
	 * and otherwise if the store can not be
	 */
	public CompletableFuture<Claim> claim(Supplier<String> owner) {
		this.asked = true;
		return this.lane.run(() -> {
			Claim claim = this.position.claim(owner);
			if (claim.granted()) {
				this.committedId = claim.lastEventId();
			}
			return claim;
		});
	}

	/**
	 * Stores the end of what was handled.
	 * @param lastEventId the id there
	 * @param at when it was reached
	 * @return fails if it is not stored, as far as is known
	 */
	public CompletableFuture<String> save(String lastEventId, Instant at) {
		return this.lane.run(() -> {
			this.position.save(lastEventId, at);
			this.committedId = lastEventId;
			return lastEventId;
		});
	}

	/**
	 * Stores the end of what is handled in a transaction, on the calling thread and in
	 * that transaction. Blocks.
	 * @param lastEventId the id there
	 * @param at when it was reached
	 * @return what is stored if the transaction is committed
	 */
	public Checkpoint propose(String lastEventId, Instant at) {
		return this.position.propose(lastEventId, at);
	}

	/**
	 * The transaction has been committed. Blocks for as long as the store answers another
	 * call.
	 * @param proposed what was stored in it
	 */
	public void accept(Checkpoint proposed) {
		this.position.accept(proposed);
		this.committedId = proposed.lastEventId();
	}

	/**
	 * Asks the store whether a transaction was committed after all. Blocks.
	 * @param proposed what was stored in it
	 * @return whether it has that
	 */
	public boolean holds(Checkpoint proposed) {
		return this.position.holds(proposed);
	}

	/**
	 * Renews the ownership. What is stored with a position does that, too, when it is
	 * due.
	 * @return fails if it is not renewed, as far as is known
	 */
	public CompletableFuture<Boolean> renew() {
		return this.lane.run(() -> {
			this.position.renew();
			return isOwner();
		});
	}

	/**
	 * Moves the position to anywhere, and takes ownership.
	 * @param owner names this instance; asked if the store keeps owners
	 * @param lastEventId where to, empty for wherever the server begins
	 * @return fails if it was not moved, as when another instance owns the stream
	 */
	public CompletableFuture<String> move(Supplier<String> owner, String lastEventId) {
		this.asked = true;
		return this.lane.run(() -> {
			this.position.move(owner, lastEventId);
			this.committedId = lastEventId;
			return lastEventId;
		});
	}

	/**
	 * Lets another instance have the stream, and lets go of what the store holds.
	 * @return fails if the store does not know of it: the lease ends by time then
	 */
	public CompletableFuture<Boolean> handOver() {
		if (!this.asked) {
			return CompletableFuture.completedFuture(false);
		}
		return this.lane.run(() -> {
			this.position.handOver();
			return true;
		});
	}

	/**
	 * Stores nothing more until the next claim.
	 */
	public void giveUp() {
		this.position.giveUp();
	}

	/**
	 * Returns whether nothing is stored any more until the next claim.
	 * @return whether ownership was given up, handed over, or taken by another instance
	 */
	public boolean isGivenUp() {
		return this.position.tenure().isGivenUp();
	}

	/**
	 * Returns whether events may be handled now.
	 * @return whether the stream is ours, or the store keeps no owners
	 */
	public boolean isOwner() {
		return isOwner(this.timer.nanoTime());
	}

	/**
	 * Returns whether events may be handled.
	 * @param now the reading of the clock
	 * @return whether the stream is ours, or the store keeps no owners
	 */
	public boolean isOwner(long now) {
		return !this.position.tenure().isOver(now);
	}

	/**
	 * Returns whether ownership ends by time.
	 * @return {@code false} if the store keeps no owners, or nobody has asked it
	 */
	public boolean isLeased() {
		return this.position.tenure().limited();
	}

	/**
	 * Returns whether a third of the lease has passed.
	 * @return whether to call {@link #renew()}
	 */
	public boolean isRenewalDue() {
		return this.position.tenure().isRenewalDue(this.timer.nanoTime());
	}

	/**
	 * Returns the id that was stored or read last.
	 * @return the id, empty if there is none
	 */
	public String committedId() {
		return this.committedId;
	}

}
