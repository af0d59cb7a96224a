package dev.eventsource.delivery;

import java.time.Instant;
import java.util.Optional;

import dev.eventsource.CheckpointRefusedException;
import dev.eventsource.InvalidSpecException;
import dev.eventsource.Timer;
import dev.eventsource.checkpoint.Checkpoint;
import dev.eventsource.checkpoint.CheckpointStore;

/**
 * A store that gives no position before it was shown that what it stores belongs to the
 * transaction of the thread. If it did not, a position would stay although its events
 * were rolled back.
 */
final class JoinedStore implements CheckpointStore {

	private static final String PROBE = "/transaction-probe";

	private final CheckpointStore store;

	private final Timer timer;

	private final AttemptScope attempts;

	private final String key;

	private boolean verified;

	private JoinedStore(DeliverySeams seams, AttemptScope attempts, String key) {
		this.store = seams.store();
		this.timer = seams.timer();
		this.attempts = attempts;
		this.key = key;
	}

	/**
	 * Returns the store of a source.
	 * @param settings settings of the source
	 * @param seams its store, and who makes transactions
	 * @return the store, checked if the settings ask for transactions
	 * @throws InvalidSpecException if nothing makes transactions
	 */
	static CheckpointStore of(DeliverySettings settings, DeliverySeams seams) {
		if (!settings.handling().transactional()) {
			return seams.store();
		}
		AttemptScope attempts = seams.attempts();
		if (attempts == null) {
			throw new InvalidSpecException(settings.source(), "checkpoint.transactional", "true",
					"but there is no transaction manager",
					"Declare one as a bean, or set 'checkpoint.transactional' to false.");
		}
		return new JoinedStore(seams, attempts, settings.position().key());
	}

	@Override
	public Optional<Checkpoint> load(String key) {
		verify();
		return this.store.load(key);
	}

	@Override
	public boolean replace(Checkpoint next) {
		return this.store.replace(next);
	}

	@Override
	public Optional<Instant> now() {
		return this.store.now();
	}

	@Override
	public void release(String key) {
		this.store.release(key);
	}

	/**
	 * Stores something, rolls it back, and looks, the first time it is called.
	 * @throws CheckpointRefusedException if it is still there
	 * @throws RuntimeException if the database does not answer
	 */
	private synchronized void verify() {
		if (this.verified) {
			return;
		}
		long before = version();
		try {
			this.attempts.run(() -> {
				probe(before + 1);
				throw new RollBack();
			});
		}
		catch (RollBack ex) {
			// as it should be
		}
		catch (RuntimeException ex) {
			throw ex;
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
		if (version() != before) {
			throw new CheckpointRefusedException(this.key,
					"is not stored in the transaction of the listeners ('checkpoint.transactional'): its store works on"
							+ " another database, or without transactions",
					"Name the transaction manager of the store's database with 'checkpoint.transaction-manager', or"
							+ " set 'checkpoint.transactional' to false.",
					null);
		}
		this.verified = true;
	}

	private void probe(long version) {
		this.store.replace(new Checkpoint(this.key + PROBE, version, "", "", null, this.timer.instant()));
	}

	private long version() {
		return this.store.load(this.key + PROBE).map(Checkpoint::version).orElse(0L);
	}

	private static final class RollBack extends Exception {

		private RollBack() {
			super(null, null, false, false);
		}

	}

}
