package dev.eventsource.delivery;

import dev.eventsource.CheckpointRefusedException;
import dev.eventsource.InvalidSpecException;
import dev.eventsource.checkpoint.Checkpoint;
import dev.eventsource.checkpoint.CheckpointStore;
import org.jspecify.annotations.Nullable;

/**
 * Finds out whether what a store stores belongs to the transaction of the thread. If it
 * did not, a position would stay although its events were rolled back. Blocks.
 */
final class JoinedStore {

	private static final String PROBE = "/transaction-probe";

	private final DeliverySeams seams;

	private final AttemptScope attempts;

	private final String key;

	private boolean verified;

	private JoinedStore(DeliverySeams seams, AttemptScope attempts, String key) {
		this.seams = seams;
		this.attempts = attempts;
		this.key = key;
	}

	/**
	 * Returns a check of what the settings ask for.
	 * @return the check, {@code null} if they ask for no transactions
	 * @throws InvalidSpecException if nothing makes transactions
	 */
	static @Nullable JoinedStore of(DeliverySettings settings, DeliverySeams seams) {
		if (!settings.handling().transactional()) {
			return null;
		}
		AttemptScope attempts = seams.attempts();
		if (attempts == null) {
			throw new InvalidSpecException(settings.source(), "checkpoint.transactional", "true",
					"but there is no transaction manager",
					"Declare one as a bean, or set 'checkpoint.transactional' to false.");
		}
		return new JoinedStore(seams, attempts, settings.checkpointKey());
	}

	/**
	 * Stores something, rolls it back, and looks, the first time it is called.
	 * @throws CheckpointRefusedException if it is still there
	 * @throws RuntimeException if the database does not answer
	 */
	synchronized void verify() {
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
		CheckpointStore store = this.seams.store();
		store.replace(new Checkpoint(this.key + PROBE, version, "", "", null, this.seams.timer().instant()));
	}

	private long version() {
		return this.seams.store().load(this.key + PROBE).map(Checkpoint::version).orElse(0L);
	}

	private static final class RollBack extends Exception {

		private RollBack() {
			super(null, null, false, false);
		}

	}

}
