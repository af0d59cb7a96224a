package dev.eventsource.autoconfigure;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;

import dev.eventsource.EventSourceState;
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
		return health.withDetail("store", this.source.facts().store()).build();
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
		return switch (this.source.state().kind()) {
			case FAILED -> "given up: " + this.source.state().reason();
			case CONNECTING, WAITING -> notOpen();
			case OPEN -> silent();
			case CLOSED, PAUSED, STANDBY -> null;
		};
	}

	private @Nullable String notOpen() {
		Instant since = Objects.requireNonNullElse(this.source.facts().notOpenSince(), this.source.state().since());
		return overdue("no connection", since, this.source.health().downAfter());
	}

	private @Nullable String silent() {
		Instant since = Objects.requireNonNullElse(this.source.facts().lastEventAt(), this.source.state().since());
		return overdue("no event", since, this.source.health().maxSilence());
	}

	private @Nullable String overdue(String what, Instant since, @Nullable Duration limit) {
		if (limit == null || limit.isZero()) {
			return null;
		}
		Duration elapsed = Duration.between(since, this.source.at());
		return (elapsed.compareTo(limit) < 0) ? null : what + " for " + elapsed.toSeconds() + " s";
	}

}
