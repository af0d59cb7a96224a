package dev.eventsource.simulation;

import java.time.Duration;
import java.util.Set;

import dev.eventsource.EventSourceErrorEvent;
import dev.eventsource.EventSourceState;
import dev.eventsource.EventSourceState.Kind;
import org.jspecify.annotations.Nullable;

/**
 * When the next attempt is allowed (I8), told again from the documentation, and which
 * states may follow each other (I10).
 */
final class AttemptRules {

	private static final Set<String> ROTATIONS = Set.of("idle-timeout", "max-age", "restart");

	private static final Set<String> AT_ONCE = Set.of("started", "resumed", "restart");

	/** Without a position there is no request. */
	private static final Set<String> HELD = Set.of("reading-position", "store-unavailable");

	private final World world;

	private Kind kind = Kind.CLOSED;

	private String reason = "new";

	private int failures;

	private long openedAt;

	/** Whether the state that was left last was a stream that lasted. */
	private boolean livedLong;

	private @Nullable Long retry;

	private long asked;

	private boolean redirected;

	private double earliest;

	AttemptRules(World world) {
		this.world = world;
	}

	Kind kind() {
		return this.kind;
	}

	boolean isRestart() {
		return this.reason.equals("restart");
	}

	/** The server sets the reconnection time. */
	void retry(long millis) {
		this.retry = Math.max(Scenario.MIN_DELAY.toMillis(), Math.min(millis, Scenario.MAX_SERVER_DELAY.toMillis()));
	}

	/** The server answers, and may ask for a delay, or to go elsewhere. */
	void answered(boolean redirected, long retryAfterSeconds) {
		this.redirected = redirected;
		this.asked = Math.min(retryAfterSeconds * 1000, Scenario.MAX_SERVER_DELAY.toMillis());
	}

	void moved(EventSourceState state) {
		this.world.require(isLegal(state), "I10",
				() -> this.kind + " (" + this.reason + ") -> " + state.kind() + " (" + state.reason() + ")");
		this.livedLong = this.kind == Kind.OPEN
				&& this.world.millis() - this.openedAt >= Scenario.RESET_AFTER.toMillis();
		if (this.livedLong) {
			this.failures = 0;
		}
		if (state.kind() == Kind.OPEN) {
			this.openedAt = this.world.millis();
		}
		if (isStart(state)) {
			this.failures = 0;
			this.retry = null;
		}
		this.kind = state.kind();
		this.reason = state.reason();
	}

	/**
	 * Returns whether a move begins a run.
	 * @param state where to
	 * @return whether it does
	 */
	boolean isStart(EventSourceState state) {
		return state.kind() == Kind.CONNECTING && state.reason().equals("started");
	}

	private boolean isLegal(EventSourceState to) {
		boolean released = to.kind() == Kind.CLOSED || to.kind() == Kind.PAUSED || to.kind() == Kind.FAILED;
		boolean positionRead = HELD.contains(this.reason) && (isStart(to) || to.reason().equals("store-unavailable"));
		return switch (this.kind) {
			case CONNECTING -> released || positionRead || to.kind() == Kind.OPEN || to.kind() == Kind.WAITING;
			case OPEN ->
				released || to.kind() == Kind.WAITING || to.kind() == Kind.CONNECTING && to.reason().equals("restart");
			case WAITING -> released || positionRead || to.kind() == Kind.CONNECTING;
			case PAUSED -> released || to.kind() == Kind.CONNECTING
					&& (to.reason().equals("resumed") || to.reason().equals("reading-position"));
			case CLOSED, FAILED -> to.kind() == Kind.CLOSED || to.kind() == Kind.PAUSED || isStart(to)
					|| to.kind() == Kind.CONNECTING && to.reason().equals("reading-position");
			case STANDBY -> false;
		};
	}

	void lost(EventSourceErrorEvent event, boolean rotation, boolean fruitful) {
		if (event.nextAttempt() == null || event.reason().equals("store-unavailable")) {
			return;
		}
		boolean good = fruitful || this.livedLong;
		boolean replaced = ROTATIONS.contains(event.reason()) || event.reason().equals("eof") && good;
		this.world.require(rotation == replaced, "I8", () -> event.reason() + " taken for the wrong kind of end");
		double least = event.reason().equals("restart") ? 0 : least(replaced);
		double now = this.world.clock().nanoTime() / 1e6;
		double next = now + Duration.between(this.world.clock().instant(), event.nextAttempt()).toNanos() / 1e6;
		this.world.require(next >= now + least && next <= now + least * (1 + Scenario.JITTER) + 1, "I8",
				() -> "waits " + (next - now) + " ms after " + event.reason() + " instead of at least " + least);
		this.earliest = now + least;
		this.asked = 0;
	}

	private double least(boolean rotation) {
		long base = (this.retry != null) ? this.retry : Scenario.DELAY.toMillis();
		if (rotation) {
			return base;
		}
		double grown = base * Math.pow(2, this.failures++);
		return Math.max(Math.min(grown, Math.max(base, Scenario.MAX_DELAY.toMillis())), this.asked);
	}

	/** A request goes out. */
	void attempted() {
		boolean allowed = this.redirected || AT_ONCE.contains(this.reason)
				|| this.world.clock().nanoTime() / 1e6 >= this.earliest;
		this.world.require(this.kind == Kind.CONNECTING, "I10", () -> "a request in state " + this.kind);
		this.world.require(allowed, "I8", () -> "a request " + (this.earliest - this.world.millis()) + " ms too early");
		this.redirected = false;
		this.asked = 0;
	}

}
