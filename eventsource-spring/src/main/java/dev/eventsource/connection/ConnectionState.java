package dev.eventsource.connection;

import java.time.Duration;
import java.time.Instant;

import dev.eventsource.EventSourceState;
import dev.eventsource.EventSourceState.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Where a connection stands, and all moves between: a state takes a signal and says which
 * state is next and what to do. Nothing here touches anything. A signal that a state does
 * not mention leaves it as it is. All but {@link Ended} end by command.
 */
sealed interface ConnectionState {

	ConnectionMemory memory();

	EventSourceState view();

	/**
	 * Makes the move that a signal calls for.
	 * @param signal what happened; without effect if its epoch is over
	 * @param now the circumstances
	 * @return the move
	 */
	default Step on(Signal signal, Moment now) {
		boolean stale = signal.epoch() != Signal.ANY && signal.epoch() != memory().epoch();
		return stale ? Step.to(this) : signal.applyTo(this, now);
	}

	default Step onStart(Signal.Start start, Moment now) {
		return Step.to(this);
	}

	default Step onStop(String reason, Moment now) {
		return end(Kind.CLOSED, reason, memory(), now);
	}

	default Step onFail(Failure failure, Moment now) {
		return giveUp(failure, memory().failed(failure), now);
	}

	default Step onPause(Moment now) {
		return Step.to(new Paused(memory().nextEpoch(), now.instant()));
	}

	default Step onResume(Moment now) {
		return Step.to(this);
	}

	default Step onHold(Signal.Hold hold, Moment now) {
		return heldBack(hold, now.instant(), memory().nextEpoch());
	}

	default Step onRestart(Moment now) {
		return Step.to(this);
	}

	default Step onTimeUp(Moment now) {
		return Step.to(this);
	}

	default Step onHead(Signal.Head head, Moment now) {
		return Step.to(this);
	}

	default Step onLost(Signal.Lost lost, Moment now) {
		return Step.to(this);
	}

	default Step onRetry(long millis, Moment now) {
		return Step.to(this);
	}

	/** Not about to connect: {@code CLOSED} as expected, or {@code FAILED}. */
	record Ended(ConnectionMemory memory, Kind kind, String reason, Instant since) implements ConnectionState {

		static Ended unstarted(Instant since) {
			return new Ended(ConnectionMemory.NONE, Kind.CLOSED, "new", since);
		}

		@Override
		public EventSourceState view() {
			int attempts = (this.kind == Kind.FAILED) ? this.memory.attempts() : 0;
			return new EventSourceState(this.kind, this.reason, this.since, attempts, null, this.memory.lastError());
		}

		@Override
		public Step onStart(Signal.Start start, Moment now) {
			return begin(start, this.memory, now);
		}

		@Override
		public Step onStop(String reason, Moment now) {
			boolean known = this.kind == Kind.CLOSED && this.reason.equals(reason);
			return Step.to(known ? this : new Ended(this.memory, Kind.CLOSED, reason, now.instant()));
		}

		@Override
		public Step onFail(Failure failure, Moment now) {
			return Step.to(this);
		}

		@Override
		public Step onPause(Moment now) {
			return Step.to(this);
		}

	}

	/** Without a position to connect from: whoever starts the connection waits for it. */
	record Held(ConnectionMemory memory, Signal.Hold hold, Instant since) implements ConnectionState {

		@Override
		public EventSourceState view() {
			return new EventSourceState(this.hold.kind(), this.hold.reason(), this.since, this.hold.attempts(),
					this.hold.next(), this.hold.error());
		}

		@Override
		public Step onStart(Signal.Start start, Moment now) {
			return begin(start, this.memory, now);
		}

		@Override
		public Step onHold(Signal.Hold hold, Moment now) {
			boolean same = hold.kind() == this.hold.kind() && hold.reason().equals(this.hold.reason());
			return heldBack(hold, same ? this.since : now.instant(), this.memory);
		}

		@Override
		public Step onPause(Moment now) {
			return Step.to(this);
		}

	}

	/** Let go by hand. */
	record Paused(ConnectionMemory memory, Instant since) implements ConnectionState {

		@Override
		public EventSourceState view() {
			return new EventSourceState(Kind.PAUSED, "paused", this.since, 0, null, this.memory.lastError());
		}

		@Override
		public Step onPause(Moment now) {
			return Step.to(this);
		}

		@Override
		public Step onResume(Moment now) {
			return connect("resumed", this.memory, now);
		}

	}

	/** A timer runs until the next attempt. */
	record Waiting(ConnectionMemory memory, String reason, Instant since, Instant next) implements ConnectionState {

		@Override
		public EventSourceState view() {
			return new EventSourceState(Kind.WAITING, this.reason, this.since, this.memory.attempts(), this.next,
					this.memory.lastError());
		}

		@Override
		public Step onRestart(Moment now) {
			return connect("restart", this.memory, now);
		}

		@Override
		public Step onTimeUp(Moment now) {
			return connect(this.reason, this.memory, now);
		}

	}

	/** A request is under way. */
	record Connecting(ConnectionMemory memory, String reason, Instant since, Hop hop) implements ConnectionState {

		@Override
		public EventSourceState view() {
			return new EventSourceState(Kind.CONNECTING, this.reason, this.since, this.memory.attempts(), null,
					this.memory.lastError());
		}

		@Override
		public Step onHead(Signal.Head head, Moment now) {
			AnswerPolicy.Verdict verdict = now.rules().judge(head, this.hop, this.memory);
			Failure failure = verdict.failure();
			return switch (verdict.action()) {
				case ACCEPT -> open(now);
				case REDIRECT -> redirect(head, now);
				case RETRY -> failed(failure, this.memory, head.retryAfter(), now);
				case REJECT_ID -> rejected(failure, head.retryAfter(), now);
				case RENEW -> connect("auth-refresh", this.memory.renewing(), now).after(new Effect.RenewCredentials())
					.after(new Effect.TellAttempt("auth-refresh"));
				case CLOSE -> end(Kind.CLOSED, failure.reason(), this.memory, now)
					.after(new Effect.TellLost(failure, 0, null, true))
					.after(new Effect.TellAttempt(failure.reason()));
				case FAIL -> refused(failure, now);
			};
		}

		@Override
		public Step onLost(Signal.Lost lost, Moment now) {
			return lost.failure().isFinal() ? refused(lost.failure(), now)
					: failed(lost.failure(), this.memory, null, now);
		}

		@Override
		public Step onTimeUp(Moment now) {
			return failed(Failure.of("head-timeout"), this.memory, null, now);
		}

		private Step open(Moment now) {
			Long lostAt = this.memory.lostAt();
			Duration outage = (lostAt == null) ? Duration.ZERO : Duration.ofNanos(now.nanos() - lostAt);
			return Step.to(new Open(this.memory.opened(), now.instant(), now.nanos()),
					new Effect.TellAttempt("success"), new Effect.TellOpened(this.memory.attempts() + 1, outage),
					new Effect.Read(this.hop));
		}

		private Step redirect(Signal.Head head, Moment now) {
			RedirectPolicy.Redirect redirect = now.rules().redirects().follow(this.hop, head);
			Hop target = redirect.target();
			if (target == null) {
				return refused(redirect.refusal(), now);
			}
			return Step.to(new Connecting(this.memory.nextEpoch(), this.reason, this.since, target),
					new Effect.Connect(target));
		}

		private Step rejected(Failure failure, @Nullable String retryAfter, Moment now) {
			ConnectionMemory rejected = this.memory.rejected();
			if (rejected.rejections() < AnswerPolicy.ID_TRIES) {
				return failed(failure, rejected, retryAfter, now);
			}
			return failed(failure, rejected.accepted(), retryAfter, now).after(new Effect.SetIdAside());
		}

		private Step failed(Failure failure, ConnectionMemory memory, @Nullable String retryAfter, Moment now) {
			return retry(failure, memory, retryAfter, now).after(new Effect.TellAttempt(failure.reason()));
		}

		private Step refused(Failure failure, Moment now) {
			return giveUp(failure, this.memory.failed(failure), now).after(new Effect.TellAttempt(failure.reason()));
		}

	}

	/** The stream is being read. */
	record Open(ConnectionMemory memory, Instant since, long sinceNanos) implements ConnectionState {

		@Override
		public EventSourceState view() {
			return new EventSourceState(Kind.OPEN, "open", this.since, 0, null, this.memory.lastError());
		}

		@Override
		public Step onPause(Moment now) {
			return Step.to(new Paused(remembered(false, now).nextEpoch(), now.instant()));
		}

		@Override
		public Step onRestart(Moment now) {
			Effect told = new Effect.TellLost(Failure.of("restart"), 0, now.instant(), true);
			return connect("restart", remembered(false, now), now).after(told);
		}

		@Override
		public Step onLost(Signal.Lost lost, Moment now) {
			ConnectionMemory memory = remembered(lost.delivered(), now);
			boolean wasGood = lost.delivered() || livedLong(now);
			boolean harmless = lost.failure().isRotation() || wasGood && lost.failure().isCleanEnd();
			boolean rotation = harmless && now.rules().isEndless();
			return rotation ? rotate(lost.failure(), memory, now) : retry(lost.failure(), memory, null, now);
		}

		@Override
		public Step onRetry(long millis, Moment now) {
			Duration retry = now.rules().delays().clamp(millis);
			return Step.to(new Open(this.memory.withRetry(retry), this.since, this.sinceNanos));
		}

		private ConnectionMemory remembered(boolean fruitful, Moment now) {
			ConnectionMemory memory = this.memory.lost(now.nanos());
			memory = fruitful ? memory.fruitful() : memory;
			return livedLong(now) ? memory.withoutBackoff() : memory;
		}

		private boolean livedLong(Moment now) {
			return now.nanos() - this.sinceNanos >= now.rules().resetAfter().toNanos();
		}

		private static Step rotate(Failure cause, ConnectionMemory memory, Moment now) {
			Duration delay = now.rules().delays().afterRotation(memory.retry(), now.chance());
			return await(cause, memory.rotated(cause), delay, true, now);
		}

	}

	private static Step begin(Signal.Start start, ConnectionMemory memory, Moment now) {
		return connect("started", memory.fresh(), now).after(new Effect.GoOnFrom(start.lastEventId()));
	}

	private static Step heldBack(Signal.Hold hold, Instant since, ConnectionMemory memory) {
		Step step = Step.to(new Held(memory, hold, since));
		return (hold.error() == null) ? step : step.after(
				new Effect.TellLost(new Failure(hold.reason(), 0, hold.error()), hold.attempts(), hold.next(), false));
	}

	private static Step connect(String reason, ConnectionMemory memory, Moment now) {
		Hop hop = now.rules().firstHop();
		return Step.to(new Connecting(memory.nextEpoch(), reason, now.instant(), hop), new Effect.Connect(hop));
	}

	private static Step retry(Failure failure, ConnectionMemory memory, @Nullable String retryAfter, Moment now) {
		ConnectionMemory failed = memory.failed(failure);
		Duration asked = RetryAfter.parse(retryAfter, now.instant());
		Failure last = now.rules().lastStraw(failure, failed.attempts(), asked);
		if (last != null) {
			return giveUp(last, failed, now);
		}
		ReconnectDelay delays = now.rules().delays();
		Duration delay = delays.afterFailure(memory.failures(), memory.retry(), asked, now.chance());
		Step step = await(failure, failed, delay, false, now);
		return (asked != null && delays.isOverCeiling(asked)) ? step.after(new Effect.TellClamped(asked, delay)) : step;
	}

	private static Step await(Failure cause, ConnectionMemory memory, Duration delay, boolean rotation, Moment now) {
		Instant next = now.instant().plus(delay);
		return Step.to(new Waiting(memory.nextEpoch(), cause.reason(), now.instant(), next),
				new Effect.TellLost(cause, memory.attempts(), next, rotation), new Effect.WakeAfter(delay));
	}

	private static Step giveUp(Failure failure, ConnectionMemory memory, Moment now) {
		return end(Kind.FAILED, failure.reason(), memory, now)
			.after(new Effect.TellLost(failure, memory.attempts(), null, false));
	}

	private static Step end(Kind kind, String reason, ConnectionMemory memory, Moment now) {
		return Step.to(new Ended(memory.nextEpoch(), kind, reason, now.instant()),
				new Effect.TellClosed(reason, kind == Kind.FAILED));
	}

}
