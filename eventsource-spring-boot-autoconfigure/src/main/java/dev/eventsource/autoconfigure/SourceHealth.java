package dev.eventsource.autoconfigure;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;

import dev.eventsource.EventSourceState;
import dev.eventsource.client.PositionFacts;
import dev.eventsource.client.SourceOwner;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

/**
 * Judges a source. Paused or stopped on purpose is not sick, and a source that connects
 * has its time.
 */
final class SourceHealth {

	/** Reasons for which a closed source has done what it should. */
	private static final Set<String> DONE = Set.of("completed");

	private static final Duration COMMIT_FAILS = Duration.ofMinutes(1);

	/** Takes a second or two where the store answers. */
	private static final Duration TAKE_OVER = Duration.ofSeconds(10);

	private final SourceSnapshot source;

	private SourceHealth(SourceSnapshot source) {
		this.source = source;
	}

	/**
	 * Judges a source.
	 * @param source what there is to tell
	 * @return its health with details
	 */
	static Health of(SourceSnapshot source) {
		return new SourceHealth(source).health();
	}

	private Health health() {
		String problem = problem();
		Health.Builder health = new Health.Builder((problem != null) ? Status.DOWN : status());
		EventSourceState state = this.source.state();
		health.withDetail("state", state.kind())
			.withDetail("reason", state.reason())
			.withDetail("since", state.since());
		detail(health, "problem", problem);
		detail(health, "url", this.source.url());
		detail(health, "lastEventId", this.source.lastEventId());
		health.withDetail("attempts", state.attempts());
		detail(health, "nextAttempt", state.nextAttempt());
		detail(health, "lastError", state.lastError());
		detail(health, "lastEventAt", this.source.facts().lastEventAt());
		if (this.source.facts().unacknowledged() > 0) {
			health.withDetail("unacknowledged", this.source.facts().unacknowledged());
		}
		describe(this.source.facts().position(), health);
		return health.build();
	}

	private static void describe(PositionFacts position, Health.Builder health) {
		health.withDetail("store", position.store());
		detail(health, "commitFailingSince", position.commitFailingSince());
		SourceOwner owner = position.owner();
		if (owner != null) {
			health.withDetail("role", owner.role());
			detail(health, "owner", owner.name());
		}
	}

	private static void detail(Health.Builder health, String name, @Nullable Object value) {
		if (value != null && !value.toString().isEmpty()) {
			health.withDetail(name, value);
		}
	}

	private Status status() {
		EventSourceState state = this.source.state();
		boolean idle = state.kind() == EventSourceState.Kind.CLOSED && !DONE.contains(state.reason());
		return idle ? Status.UNKNOWN : Status.UP;
	}

	private @Nullable String problem() {
		String stuckThread = this.source.facts().stuckThread();
		if (stuckThread != null) {
			return "a listener is stuck on thread " + stuckThread;
		}
		if (this.source.facts().deadLetterRefused()) {
			return "dead letters are not kept: events wait behind one";
		}
		String uncommitted = uncommitted();
		return (uncommitted != null) ? uncommitted : ofState();
	}

	private @Nullable String ofState() {
		return switch (this.source.state().kind()) {
			case FAILED -> "given up: " + this.source.state().reason();
			case CONNECTING, WAITING -> notOpen();
			case OPEN -> silent();
			case STANDBY -> unowned();
			case CLOSED, PAUSED -> null;
		};
	}

	private @Nullable String uncommitted() {
		Instant since = this.source.facts().position().commitFailingSince();
		return (since == null) ? null : overdue("the store has not taken the position", since, COMMIT_FAILS);
	}

	private @Nullable String unowned() {
		SourceOwner owner = this.source.facts().position().owner();
		Instant until = (owner != null) ? owner.until() : null;
		return overdue("no instance owns the stream", Objects.requireNonNullElse(until, this.source.state().since()),
				TAKE_OVER);
	}

	private @Nullable String notOpen() {
		Instant since = Objects.requireNonNullElse(this.source.facts().notOpenSince(), this.source.state().since());
		return overdue("no connection", since, this.source.health().downAfter());
	}

	private @Nullable String silent() {
		Instant since = this.source.facts().silentSince();
		return (since == null) ? null : overdue("no event", since, this.source.health().maxSilence());
	}

	private @Nullable String overdue(String what, Instant since, @Nullable Duration limit) {
		if (limit == null || limit.isZero()) {
			return null;
		}
		Duration elapsed = Duration.between(since, this.source.at());
		return (elapsed.compareTo(limit) < 0) ? null : what + " for " + elapsed.toSeconds() + " s";
	}

}
