package dev.eventsource.client;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;

import dev.eventsource.CheckpointDamagedException;
import dev.eventsource.CheckpointException;
import dev.eventsource.EventSourceException;
import dev.eventsource.EventSourceState.Kind;
import dev.eventsource.Registration;
import dev.eventsource.checkpoint.Claim;
import dev.eventsource.checkpoint.PositionKeeper;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Gets the position to go on from, and with it the stream where the store keeps owners,
 * and keeps hold of it: asks again while the store is down or another instance has the
 * stream, and renews the lease. Used in turns of the control, apart from what says
 * otherwise.
 */
final class Ownership {

	private static final Log logger = LogFactory.getLog("dev.eventsource.EventSource");

	private static final Duration LONGEST_RETRY = Duration.ofSeconds(10);

	private static final Duration POLL = Duration.ofSeconds(1);

	private static final Duration SHORTEST_POLL = Duration.ofMillis(200);

	private final SourceParts parts;

	private final Consumer<Runnable> turns;

	private final Consumer<String> granted;

	private CompletableFuture<Void> tried = CompletableFuture.completedFuture(null);

	/** Counts the attempts to get hold of it: an answer to an earlier one is stale. */
	private int attempt;

	private int failures;

	private boolean renewing;

	private boolean renewalFailed;

	private Registration retry = () -> {
	};

	/** Written in turns. */
	private volatile boolean held;

	private volatile @Nullable SourceOwner owner;

	/**
	 * Creates what has hold of nothing.
	 * @param parts the source
	 * @param turns runs tasks in turns
	 * @param granted takes the position to connect from
	 */
	Ownership(SourceParts parts, Consumer<Runnable> turns, Consumer<String> granted) {
		this.parts = parts;
		this.turns = turns;
		this.granted = granted;
	}

	private PositionKeeper keeper() {
		return this.parts.delivery().keeper();
	}

	/**
	 * Asks for the position until it is granted, or this is abandoned.
	 * @param tried completed at the first answer, with its failure if the position can
	 * not be used
	 */
	void acquire(CompletableFuture<Void> tried) {
		abandon();
		this.tried = tried;
		this.failures = 0;
		this.renewing = false;
		if (!keeper().isAtHand() && this.parts.connection().state().kind() != Kind.STANDBY) {
			this.parts.connection().hold(Kind.CONNECTING, "reading-position");
		}
		ask(this.attempt);
	}

	/**
	 * Lets go, as far as this process is concerned.
	 */
	void abandon() {
		this.attempt++;
		this.held = false;
		this.owner = null;
		this.retry.remove();
		this.tried.complete(null);
	}

	/**
	 * Returns whether the position was granted. For any thread.
	 * @return whether it was, and nothing has been said to the contrary
	 */
	boolean isHeld() {
		return this.held;
	}

	/**
	 * Returns who owns the stream. For any thread.
	 * @return the owner as it was last seen, or {@code null} where there is none
	 */
	@Nullable SourceOwner owner() {
		return this.owner;
	}

	private void ask(int current) {
		keeper().claim(this.parts.owner())
			.whenComplete((claim, failure) -> this.turns.accept(() -> answered(current, claim, failure)));
	}

	private void answered(int current, @Nullable Claim claim, @Nullable Throwable failure) {
		if (current != this.attempt) {
			// whoever has abandoned it hands over what it has got
			return;
		}
		if (claim == null) {
			failed(current, unwrap(failure));
		}
		else if (claim.granted()) {
			won(claim);
		}
		else {
			standBy(current, claim);
		}
		this.tried.complete(null);
	}

	private static Throwable unwrap(@Nullable Throwable failure) {
		Throwable cause = (failure instanceof CompletionException) ? failure.getCause() : failure;
		return (cause != null) ? cause : new IllegalStateException("The store has not answered");
	}

	private void won(Claim claim) {
		if (this.parts.connection().state().kind() == Kind.STANDBY) {
			logger.info(this.parts.name() + " takes over, as " + claim.owner());
		}
		this.owner = claim.owner().isEmpty() ? null : new SourceOwner("owner", claim.owner(), null);
		this.held = true;
		this.renewalFailed = false;
		this.granted.accept(claim.lastEventId());
	}

	private void standBy(int current, Claim claim) {
		SourceOwner before = this.owner;
		this.failures = 0;
		this.owner = new SourceOwner("standby", claim.owner(),
				this.parts.shared().timer().instant().plus(claim.left()));
		if (before == null || !before.name().equals(claim.owner())) {
			logger.info(this.parts.name() + " stands by: " + claim.owner() + " owns the stream");
		}
		this.parts.connection().hold(Kind.STANDBY, "standby");
		Duration delay = (claim.left().compareTo(POLL) < 0) ? claim.left() : POLL;
		askLater((delay.compareTo(SHORTEST_POLL) < 0) ? SHORTEST_POLL : delay, current);
	}

	private void failed(int current, Throwable failure) {
		if (failure instanceof CheckpointException) {
			String reason = (failure instanceof CheckpointDamagedException) ? "checkpoint-damaged"
					: "checkpoint-refused";
			this.tried.completeExceptionally(failure);
			this.parts.connection().fail(reason, String.valueOf(failure.getMessage()));
			return;
		}
		this.failures++;
		if (this.failures == 1) {
			logger.warn(this.parts.name() + " has no position to go on from, and sends no request before its store '"
					+ this.parts.store() + "' gives it", failure);
		}
		Duration delay = Duration.ofSeconds(1L << Math.min(this.failures - 1, 4));
		delay = (delay.compareTo(LONGEST_RETRY) > 0) ? LONGEST_RETRY : delay;
		Instant next = this.parts.shared().timer().instant().plus(askLater(delay, current));
		this.parts.connection()
			.waitFor("store-unavailable", "The checkpoint store failed: " + describe(failure), this.failures, next);
	}

	// what others throw may hold secrets
	private static String describe(Throwable failure) {
		String message = failure.getMessage();
		return (failure instanceof EventSourceException && message != null) ? message
				: failure.getClass().getSimpleName();
	}

	/** Jitter lengthens: those who wait for the same are not to ask all at once. */
	private Duration askLater(Duration delay, int current) {
		long jitter = (long) (this.parts.shared().random().nextDouble() * delay.toNanos() / 2);
		Duration lengthened = delay.plusNanos(jitter);
		this.retry = this.parts.later(lengthened, () -> this.turns.accept(() -> askAgain(current)));
		return lengthened;
	}

	private void askAgain(int current) {
		if (current == this.attempt) {
			ask(current);
		}
	}

	/**
	 * Returns whether there is anything to look after now. For any thread.
	 * @return whether the lease is to be renewed, or has ended
	 */
	boolean isDue() {
		return this.held && keeper().isLeased() && (keeper().isRenewalDue() || !keeper().isOwner());
	}

	/**
	 * Returns whether the stream was ours and is so no more.
	 * @return whether the lease has ended, or another instance has taken over
	 */
	boolean isLost() {
		return this.held && !keeper().isOwner();
	}

	/**
	 * Returns whether this instance owns a stream that it has given up. For any thread.
	 * @return whether another one is to try
	 */
	boolean isSpent() {
		return this.held && keeper().isLeased() && this.parts.hasEnded()
				&& (this.parts.delivery().hasFailed() || this.parts.delivery().waiting() == 0);
	}

	/**
	 * Renews the lease if that is due.
	 */
	void renew() {
		if (!isDue() || this.renewing) {
			return;
		}
		int current = this.attempt;
		this.renewing = true;
		keeper().renew().whenComplete((ours, failure) -> this.turns.accept(() -> renewed(current, failure)));
	}

	private void renewed(int current, @Nullable Throwable failure) {
		if (current != this.attempt) {
			return;
		}
		this.renewing = false;
		if (failure != null && !this.renewalFailed) {
			logger.warn(
					this.parts.name() + " could not renew its lease. It is tried again, and stops when the lease ends",
					unwrap(failure));
		}
		this.renewalFailed = failure != null;
	}

}
