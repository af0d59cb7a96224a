package dev.eventsource.testing;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import dev.eventsource.Timer;
import dev.eventsource.checkpoint.Checkpoint;
import dev.eventsource.checkpoint.CheckpointStore;
import org.jspecify.annotations.Nullable;

/**
 * One position in a store that several instances share: with a clock of its own, and for
 * each instance a way to it that can be cut, hang or lose answers.
 */
public final class SharedStore {

	private final Timer clock;

	private Duration skew = Duration.ZERO;

	private @Nullable Checkpoint stored;

	/**
	 * Creates an empty store.
	 * @param clock its clock
	 */
	public SharedStore(Timer clock) {
		this.clock = clock;
	}

	/**
	 * Lets the clock be wrong.
	 * @param skew by how much
	 */
	public synchronized void skew(Duration skew) {
		this.skew = skew;
	}

	/**
	 * Returns what is stored.
	 * @return the checkpoint
	 */
	public synchronized Optional<Checkpoint> stored() {
		return Optional.ofNullable(this.stored);
	}

	/**
	 * Stores something from outside.
	 * @param checkpoint the checkpoint, or {@code null} for none
	 */
	public synchronized void put(@Nullable Checkpoint checkpoint) {
		this.stored = checkpoint;
	}

	/**
	 * Returns the id that is stored.
	 * @return the id, or {@code null} if there is no position
	 */
	public synchronized @Nullable String lastEventId() {
		return (this.stored == null || this.stored.url().isEmpty()) ? null : this.stored.lastEventId();
	}

	/**
	 * Returns a way to the store.
	 * @return the way of one instance
	 */
	public Link link() {
		return new Link();
	}

	private synchronized Instant time() {
		return this.clock.instant().plus(this.skew);
	}

	private synchronized boolean swap(Checkpoint next) {
		long version = (this.stored != null) ? this.stored.version() : 0;
		if (version + 1 != next.version()) {
			return false;
		}
		this.stored = next;
		return true;
	}

	/**
	 * One instance's way to the store.
	 */
	public final class Link implements CheckpointStore {

		private boolean cut;

		private boolean losesNextAnswer;

		private boolean ownerless;

		private int releases;

		private int calls;

		/** Lets every call fail from now on. */
		public void cut() {
			this.cut = true;
		}

		/** Lets calls come through again. */
		public void mend() {
			this.cut = false;
		}

		/** Lets the next write be stored, and its answer be lost. */
		public void loseNextAnswer() {
			this.losesNextAnswer = true;
		}

		/**
		 * Keeps no owners, as a store without a clock.
		 * @return this
		 */
		public Link withoutOwners() {
			this.ownerless = true;
			return this;
		}

		/**
		 * Returns how often it was let go of.
		 * @return the count
		 */
		public int releases() {
			return this.releases;
		}

		/**
		 * Returns how often it was read or written.
		 * @return the count
		 */
		public int calls() {
			return this.calls;
		}

		@Override
		public Optional<Checkpoint> load(String key) {
			called();
			return stored();
		}

		@Override
		public boolean replace(Checkpoint next) {
			called();
			boolean swapped = swap(next);
			if (this.losesNextAnswer) {
				this.losesNextAnswer = false;
				throw new IllegalStateException("the answer was lost");
			}
			return swapped;
		}

		@Override
		public Optional<Instant> now() {
			if (this.ownerless) {
				return Optional.empty();
			}
			called();
			return Optional.of(time());
		}

		@Override
		public void release(String key) {
			this.releases++;
		}

		private void called() {
			this.calls++;
			if (this.cut) {
				throw new IllegalStateException("the store is out of reach");
			}
		}

	}

}
