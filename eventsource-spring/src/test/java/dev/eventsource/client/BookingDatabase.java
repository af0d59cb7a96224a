package dev.eventsource.client;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.time.Instant;

import dev.eventsource.DeadLetterPublisher;
import dev.eventsource.FailedEvent;
import dev.eventsource.checkpoint.Checkpoint;
import dev.eventsource.checkpoint.CheckpointStore;
import dev.eventsource.delivery.AttemptScope;
import dev.eventsource.testing.SharedStore;
import org.jspecify.annotations.Nullable;

/**
 * A database that has the position, and in which listeners book events: in transactions
 * of several instances, all on the test's thread. What is committed must be whole, and
 * nothing may be there twice.
 */
final class BookingDatabase {

	static final List<String> LISTENERS = List.of("a", "b");

	/** What was booked, or has become a dead letter: listener and event. */
	private final Set<String> rows = new HashSet<>();

	private final List<String> violations = new ArrayList<>();

	private final SharedStore positions;

	BookingDatabase(SharedStore positions) {
		this.positions = positions;
	}

	List<String> violations() {
		return this.violations;
	}

	int rows() {
		return this.rows.size();
	}

	/** Returns the event up to which all is done. */
	int position() {
		return number(this.positions.lastEventId());
	}

	private static int number(@Nullable String id) {
		return (id == null || id.isEmpty()) ? 0 : Integer.parseInt(id);
	}

	private void commit(Transaction transaction) {
		Checkpoint position = transaction.position;
		if (position == null) {
			return;
		}
		for (int event = position() + 1; event <= number(position.lastEventId()); event++) {
			for (String listener : LISTENERS) {
				if (!transaction.rows.contains(listener + event)) {
					this.violations.add(listener + event + " is missing in " + transaction);
				}
			}
		}
		for (String row : transaction.rows) {
			if (!this.rows.add(row)) {
				this.violations.add(row + " is there twice");
			}
		}
		this.positions.put(position);
	}

	/**
	 * When something may happen to a transaction.
	 */
	enum Moment {

		/** Before it. */
		BEGIN,

		/** All is done in it, but it has not been committed. */
		DONE,

		/** It has been committed, but nobody knows. */
		COMMITTED

	}

	/**
	 * Is there when it may.
	 */
	interface Meddler {

		void at(Moment moment) throws IOException;

	}

	private static final class Transaction {

		private final List<String> rows = new ArrayList<>();

		private @Nullable Checkpoint position;

		@Override
		public String toString() {
			return this.rows + " with " + this.position;
		}

	}

	/**
	 * One instance's way to the database.
	 */
	final class Session implements CheckpointStore, AttemptScope, DeadLetterPublisher {

		private static final String KEY = "orders";

		private final SharedStore.Link link;

		Meddler meddler = (moment) -> {
		};

		private boolean dead;

		private @Nullable Transaction open;

		Session(SharedStore.Link link) {
			this.link = link;
		}

		/** Its process has ended: nothing that it still does reaches the database. */
		void die() {
			this.dead = true;
		}

		boolean isDead() {
			return this.dead;
		}

		/**
		 * Does what other threads do meanwhile: they have no part in an open transaction.
		 * @param work what they do
		 */
		void meanwhile(Runnable work) {
			Transaction own = this.open;
			this.open = null;
			work.run();
			this.open = own;
		}

		private void called() {
			if (this.dead) {
				throw new IllegalStateException("The process is dead");
			}
		}

		@Override
		public void run(Work work) throws Exception {
			called();
			this.meddler.at(Moment.BEGIN);
			Transaction transaction = new Transaction();
			this.open = transaction;
			try {
				work.run();
				this.meddler.at(Moment.DONE);
				called();
				commit(transaction);
			}
			finally {
				this.open = null;
			}
			this.meddler.at(Moment.COMMITTED);
			called();
		}

		void book(String listener, int event) {
			called();
			Transaction transaction = this.open;
			if (transaction == null) {
				BookingDatabase.this.violations.add(listener + event + " is booked without a transaction");
				return;
			}
			transaction.rows.add(listener + event);
		}

		@Override
		public void publish(FailedEvent deadLetter) {
			book(deadLetter.listener(), number(deadLetter.event().lastEventId()));
		}

		@Override
		public Optional<Checkpoint> load(String key) {
			called();
			Transaction transaction = this.open;
			if (!key.equals(KEY)) {
				return Optional.empty();
			}
			boolean own = transaction != null && transaction.position != null;
			return own ? Optional.of(transaction.position) : this.link.load(key);
		}

		@Override
		public boolean replace(Checkpoint next) {
			called();
			Transaction transaction = this.open;
			if (transaction == null) {
				return this.link.replace(next);
			}
			long version = load(KEY).map(Checkpoint::version).orElse(0L);
			if (!next.key().equals(KEY) || version + 1 != next.version()) {
				return !next.key().equals(KEY);
			}
			transaction.position = next;
			return true;
		}

		@Override
		public Optional<Instant> now() {
			called();
			return this.link.now();
		}

	}

}
