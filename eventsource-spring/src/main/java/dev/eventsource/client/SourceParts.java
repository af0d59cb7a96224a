package dev.eventsource.client;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;

import dev.eventsource.EventSourceSpec;
import dev.eventsource.EventSourceState;
import dev.eventsource.Registration;
import dev.eventsource.connection.Connection;
import dev.eventsource.delivery.Delivery;
import dev.eventsource.delivery.StoreLag;
import dev.eventsource.delivery.StreamPace;
import dev.eventsource.observation.SourceObservation;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * What one source is made of.
 *
 * @param name its name
 * @param spec its settings, complete
 * @param connection brings events
 * @param delivery hands them to handlers
 * @param callbacks who is told of opening and loss
 * @param observation all that watches it
 * @param outage since when it has no connection
 * @param executor calls the store, and keeps hold of the stream
 * @param owner names this instance to those that share its store
 * @param shared what it has in common with others
 */
record SourceParts(String name, EventSourceSpec spec, Connection connection, Delivery delivery,
		SourceCallbacks callbacks, SourceObservation observation, OutageClock outage, Executor executor,
		Supplier<String> owner, Assembly shared) {

	boolean disabled() {
		return Boolean.FALSE.equals(this.spec.enabled());
	}

	/** Whether the connection makes no further attempt although nobody has stopped it. */
	boolean hasEnded() {
		EventSourceState state = this.connection.state();
		return switch (state.kind()) {
			case FAILED -> true;
			case CLOSED -> state.reason().equals("server-ended");
			default -> false;
		};
	}

	String store() {
		return Objects.requireNonNull(Objects.requireNonNull(this.spec.checkpoint()).store());
	}

	URI url() {
		return UriComponentsBuilder.fromUriString(Objects.requireNonNull(this.spec.url()))
			.replaceQuery(null)
			.fragment(null)
			.build(true)
			.toUri();
	}

	Sweep sweep() {
		return this.shared.sweep();
	}

	/** Runs a task, and on a thread of its own where there is one. */
	void soon(Runnable task) {
		try {
			this.executor.execute(task);
		}
		catch (RejectedExecutionException ex) {
			task.run();
		}
	}

	Registration later(Duration delay, Runnable task) {
		return this.shared.timer().schedule(delay, () -> this.executor.execute(task));
	}

	SourceFacts facts(@Nullable SourceOwner owner) {
		StoreLag lag = this.delivery.storeLag();
		PositionFacts position = new PositionFacts(store(), this.delivery.keeper().committedId(), lag.behindSince(),
				lag.failingSince(), owner);
		StreamPace pace = this.delivery.pace();
		return new SourceFacts(this.delivery.counts(), this.delivery.waiting(), this.delivery.lastEventAt(), position,
				this.delivery.stuck(), this.outage.notOpenSince(), pace, silentSince(pace),
				this.delivery.unacknowledged(), this.delivery.deadLetters().isRefused());
	}

	// the clock stands still while nothing is asked for, and a new run has its time
	private @Nullable Instant silentSince(StreamPace pace) {
		if (pace.full()) {
			return null;
		}
		return later(later(this.delivery.lastEventAt(), pace.roomSince()), this.outage.runningSince());
	}

	private static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
		return (one == null || (other != null && other.isAfter(one))) ? other : one;
	}

}
