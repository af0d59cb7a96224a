package dev.eventsource.checkpoint;

import java.time.Duration;

/**
 * How long events may be handled and positions stored: by the clock of this process, from
 * before the store was asked, so that it never outlasts the lease in the store.
 *
 * @param limited whether it ends by time
 * @param since clock reading when the lease was asked for
 * @param length length of the lease; zero if it is over in any case
 */
record Tenure(boolean limited, long since, Duration length) {

	/** Where the store keeps no owners. */
	static final Tenure UNLIMITED = new Tenure(false, 0, Duration.ZERO);

	/** Handed over, taken over, or given up. */
	static final Tenure OVER = new Tenure(true, 0, Duration.ZERO);

	static Tenure of(long since, Duration length) {
		return new Tenure(true, since, length);
	}

	boolean isGivenUp() {
		return this.limited && this.length.isZero();
	}

	boolean isOver(long now) {
		return isGivenUp() || this.limited && now - this.since >= this.length.toNanos();
	}

	boolean isRenewalDue(long now) {
		return this.limited && now - this.since >= this.length.toNanos() / 3;
	}

}
