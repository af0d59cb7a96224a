package dev.eventsource.checkpoint;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

import dev.eventsource.CheckpointDamagedException;
import dev.eventsource.CheckpointException;
import dev.eventsource.Timer;
import dev.eventsource.checkpoint.Checkpoint.Lease;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * The position of one source in its store, and with it the ownership of the stream where
 * the store keeps owners. Blocks.
 */
final class StoredPosition {

	private static final Log logger = LogFactory.getLog(StoredPosition.class);

	private static final int TRIES = 3;

	private final AtomicReference<Tenure> tenure = new AtomicReference<>(Tenure.UNLIMITED);

	private final PositionSettings settings;

	private final CheckpointStore store;

	private final Timer timer;

	private final Writes writes;

	/** Who asked for the lease last, and may have got it without knowing. */
	private String claimant = "";

	StoredPosition(PositionSettings settings, CheckpointStore store, Timer timer) {
		this.settings = settings;
		this.store = store;
		this.timer = timer;
		this.writes = new Writes(settings, store);
	}

	/**
	 * Returns how long the stream is ours. For any thread.
	 * @return as far as is known
	 */
	Tenure tenure() {
		return this.tenure.get();
	}

	/**
	 * Stores nothing more until the next claim. For any thread.
	 */
	void giveUp() {
		this.tenure.set(Tenure.OVER);
	}

	/**
	 * Reads the position, and takes the lease where the store keeps owners and no other
	 * one has it.
	 * @param owner names this instance; asked if the store keeps owners
	 * @return where to go on, or who has the stream
	 * @throws CheckpointDamagedException if there is a position that can not be used
	 */
	synchronized Claim claim(Supplier<String> owner) {
		this.claimant = "";
		for (int tries = 0; tries < TRIES; tries++) {
			Sight sight = look(owner);
			check(sight.stored());
			Instant now = sight.now();
			if (now == null) {
				this.writes.know(sight.stored());
				this.tenure.set(Tenure.UNLIMITED);
				return Claim.granted(lastEventId(sight.stored()), "");
			}
			Lease other = sight.other();
			if (other != null) {
				return Claim.refused(other.owner(), Duration.between(now, other.until()));
			}
			if (take(sight, sight.orNothing(this.settings.key(), this.timer.instant()))) {
				return Claim.granted(lastEventId(sight.stored()), sight.owner());
			}
		}
		return Claim.refused("", Duration.ZERO);
	}

	/**
	 * Moves the position to anywhere, and takes the lease.
	 * @param owner names this instance; asked if the store keeps owners
	 * @param lastEventId where to
	 * @throws IllegalStateException if another instance owns the stream
	 */
	synchronized void move(Supplier<String> owner, String lastEventId) {
		for (int tries = 0; tries < TRIES; tries++) {
			Sight sight = look(owner);
			Lease other = sight.other();
			if (other != null) {
				throw new IllegalStateException(
						"Event source '" + this.settings.source() + "' is owned by '" + other.owner()
								+ "': its position can be moved there, or here when that instance has stopped it");
			}
			Checkpoint next = new Checkpoint(this.settings.key(), 0, lastEventId, this.settings.url(), null,
					this.timer.instant());
			if (take(sight, next)) {
				return;
			}
		}
		throw new IllegalStateException("The position of event source '" + this.settings.source()
				+ "' could not be moved: somebody else moves it, too");
	}

	private Sight look(Supplier<String> owner) {
		long asked = this.timer.nanoTime();
		Instant now = this.store.now().orElse(null);
		return new Sight((now != null) ? owner.get() : "", asked, now, read());
	}

	private @Nullable Checkpoint read() {
		try {
			return this.store.load(this.settings.key()).orElse(null);
		}
		catch (CheckpointException ex) {
			throw ex.in(this.settings.source());
		}
	}

	private boolean take(Sight sight, Checkpoint content) {
		this.claimant = sight.owner();
		Instant now = sight.now();
		Lease lease = (now != null) ? new Lease(sight.owner(), sight.fence() + 1, now.plus(this.settings.lease()))
				: null;
		boolean taken = this.writes.swap(new Checkpoint(content.key(), sight.version() + 1, content.lastEventId(),
				content.url(), lease, content.at()));
		if (taken) {
			this.tenure.set((now != null) ? Tenure.of(sight.asked(), this.settings.lease()) : Tenure.UNLIMITED);
		}
		return taken;
	}

	private void check(@Nullable Checkpoint stored) {
		if (stored == null || stored.url().isEmpty()) {
			if (this.settings.required()) {
				throw unusable("is missing, and 'checkpoint.required' is true",
						"Restore it, or set 'checkpoint.required' to false for the first start.");
			}
			return;
		}
		if (!stored.url().equals(this.settings.url())) {
			throw unusable("belongs to " + stored.url() + ", but the source reads " + this.settings.url(),
					"Give the source another 'checkpoint.key', move the position to an id of the new stream by"
							+ " reset(), or delete it to begin where the server does.");
		}
	}

	private CheckpointDamagedException unusable(String problem, String remedy) {
		return new CheckpointDamagedException(this.settings.key(), problem, remedy, null).in(this.settings.source());
	}

	private String lastEventId(@Nullable Checkpoint stored) {
		return (stored == null || stored.url().isEmpty()) ? this.settings.initialId() : stored.lastEventId();
	}

	/**
	 * Moves the position to the end of what was handled, and renews the lease if that is
	 * due.
	 * @param lastEventId the id there
	 * @param at when that was reached
	 * @throws IllegalStateException if this is not the owner any more
	 */
	synchronized void save(String lastEventId, Instant at) {
		Tenure before = tenure();
		long asked = this.timer.nanoTime();
		if (before.isOver(asked)) {
			throw leaseIsOver();
		}
		boolean renews = before.isRenewalDue(asked);
		write(lastEventId, this.settings.url(), at, renews ? renewed() : this.writes.lease());
		if (renews) {
			this.tenure.compareAndSet(before, Tenure.of(asked, this.settings.lease()));
		}
	}

	/**
	 * Renews the lease, if there is one that is not over.
	 * @throws IllegalStateException if this is not the owner any more
	 */
	synchronized void renew() {
		Tenure before = tenure();
		long asked = this.timer.nanoTime();
		Checkpoint known = this.writes.known();
		if (known == null || !before.isRenewalDue(asked) || before.isOver(asked)) {
			return;
		}
		Lease lease = renewed();
		if (!this.writes.write(known, lease)) {
			throw overtaken(lease);
		}
		this.tenure.compareAndSet(before, Tenure.of(asked, this.settings.lease()));
	}

	/**
	 * Stores a position in the transaction of the calling thread. That it is stored is
	 * not believed before it is {@link #accept accepted}.
	 * @param lastEventId the id at the end of what is handled in the transaction
	 * @param at when that was reached
	 * @return what is stored if the transaction is committed
	 * @throws IllegalStateException if this is not the owner any more
	 */
	synchronized Checkpoint propose(String lastEventId, Instant at) {
		if (tenure().isOver(this.timer.nanoTime())) {
			throw leaseIsOver();
		}
		Checkpoint before = this.writes.known();
		try {
			write(lastEventId, this.settings.url(), at, this.writes.lease());
			return Objects.requireNonNull(this.writes.known());
		}
		finally {
			this.writes.know(before);
		}
	}

	/**
	 * The transaction has been committed.
	 * @param proposed what was stored in it
	 */
	synchronized void accept(Checkpoint proposed) {
		Checkpoint known = this.writes.known();
		// the lease may have been renewed behind it: what is older must not be written
		// again
		if (known == null || known.version() < proposed.version()) {
			this.writes.know(proposed);
		}
	}

	/**
	 * Asks the store whether a transaction was committed after all.
	 * @param proposed what was stored in it
	 * @return whether it has that, or what was stored behind it
	 */
	synchronized boolean holds(Checkpoint proposed) {
		Checkpoint stored = read();
		return stored != null && stored.version() >= proposed.version()
				&& stored.lastEventId().equals(proposed.lastEventId());
	}

	private IllegalStateException leaseIsOver() {
		return new IllegalStateException("The lease of '" + this.settings.key() + "' is over");
	}

	private Lease renewed() {
		Lease lease = Objects.requireNonNull(this.writes.lease());
		Instant now = this.store.now().orElseThrow(() -> new IllegalStateException("The store has lost its clock"));
		return new Lease(lease.owner(), lease.fence(), now.plus(this.settings.lease()));
	}

	private void write(String lastEventId, String url, Instant at, @Nullable Lease lease) {
		if (!this.writes.write(lastEventId, url, at, lease)) {
			throw overtaken(lease);
		}
	}

	private IllegalStateException overtaken(@Nullable Lease lease) {
		if (lease != null) {
			giveUp();
			return new IllegalStateException("Another instance has taken over '" + this.settings.key() + "'");
		}
		String problem = "Somebody else moves the position '" + this.settings.key() + "' of event source '"
				+ this.settings.source() + "', too; it is not overwritten. Give each instance another"
				+ " 'checkpoint.key', or use a store that keeps owners";
		logger.error(problem);
		return new IllegalStateException(problem);
	}

	/**
	 * Lets another instance have the stream, if this one has it, and lets go of what the
	 * store holds.
	 */
	synchronized void handOver() {
		String owner = this.claimant;
		this.claimant = "";
		giveUp();
		try {
			if (!owner.isEmpty()) {
				release(owner);
			}
		}
		finally {
			this.store.release(this.settings.key());
		}
	}

	private void release(String owner) {
		Lease lease = this.writes.lease();
		if (lease == null || !lease.owner().equals(owner)) {
			// a claim that came through although it was told to have failed
			this.writes.know(read());
		}
		Checkpoint known = this.writes.known();
		if (known != null && known.lease() != null && known.lease().owner().equals(owner)) {
			this.writes.write(known, new Lease("", known.lease().fence(), known.lease().until()));
		}
	}

	/**
	 * What the store shows.
	 *
	 * @param owner names this instance; empty if the store keeps no owners
	 * @param asked clock reading of this process, before
	 * @param now the store's clock; {@code null} if it keeps no owners
	 * @param stored the position; {@code null} if there is none
	 */
	private record Sight(String owner, long asked, @Nullable Instant now, @Nullable Checkpoint stored) {

		@Nullable Lease lease() {
			return (this.stored != null) ? this.stored.lease() : null;
		}

		/** The lease that keeps us out. */
		@Nullable Lease other() {
			Lease lease = lease();
			boolean free = this.now == null || lease == null || lease.owner().isEmpty()
					|| lease.owner().equals(this.owner) || !lease.until().isAfter(this.now);
			return free ? null : lease;
		}

		long version() {
			return (this.stored != null) ? this.stored.version() : 0;
		}

		long fence() {
			Lease lease = lease();
			return (lease != null) ? lease.fence() : 0;
		}

		/** Without a URL there is an owner, but no position yet. */
		Checkpoint orNothing(String key, Instant at) {
			return (this.stored != null) ? this.stored : new Checkpoint(key, 0, "", "", null, at);
		}

	}

}
