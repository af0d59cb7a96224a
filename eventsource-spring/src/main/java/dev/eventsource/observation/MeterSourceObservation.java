package dev.eventsource.observation;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

import dev.eventsource.EventSource;
import dev.eventsource.EventSourceErrorEvent;
import dev.eventsource.EventSourceGapEvent;
import dev.eventsource.EventSourceState;
import dev.eventsource.FailedEvent;
import dev.eventsource.MessageEvent;
import dev.eventsource.ReadyState;
import dev.eventsource.delivery.EventHandler;
import dev.eventsource.delivery.EventHandlers;
import dev.eventsource.delivery.Tally;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the meters of one source. Events and bytes are counted in plain fields that a
 * registry reads when it is asked; what happens seldom gets its meter the first time.
 */
public final class MeterSourceObservation implements SourceObservation {

	private final SourceMeters meters;

	private final MeterRegistry registry;

	private final Function<EventSource, SourceReadings> readings;

	private final Tally bytes = new Tally();

	private final EventTypeCounts types;

	private final ListenerTimers listeners;

	private volatile @Nullable EventHandlers handlers;

	private volatile @Nullable Instant startedAt;

	private final Timer connections;

	private MeterSourceObservation(MeterRegistry registry, String source,
			Function<EventSource, SourceReadings> readings) {
		this.registry = registry;
		this.readings = readings;
		this.meters = new SourceMeters(registry, source);
		this.types = new EventTypeCounts(this.meters, this::handlers);
		this.listeners = new ListenerTimers(this.meters, this.types);
		this.connections = this.meters.timer("eventsource.connection.duration", "How long connections lived");
		this.meters.count(this.bytes, "eventsource.bytes", "bytes", "Bytes of the stream");
	}

	/**
	 * Returns what makes the observation of a source by its name.
	 * @param registry takes the meters
	 * @param readings reads what a source knows anyway; called when a registry is asked
	 * @return a factory
	 */
	public static Function<String, SourceObservation> factory(MeterRegistry registry,
			Function<EventSource, SourceReadings> readings) {
		return (source) -> new MeterSourceObservation(registry, source, readings);
	}

	@Override
	public void bind(EventSource source, EventHandlers handlers) {
		this.handlers = handlers;
		this.meters.gauge("eventsource.connection.state",
				"0 connecting, 1 open, 2 closed, 3 waiting, 4 paused, 5 standby, 6 failed", source,
				(bound) -> bound.state().kind().code());
		this.meters.gauge("eventsource.mailbox.size", "Events that wait for a listener", source,
				(bound) -> this.readings.apply(bound).waiting());
		this.meters.age("eventsource.last.event.age", "Time since the last event, before the first since the start",
				() -> age(source));
		this.meters.age("eventsource.checkpoint.age", "Time that the stored position is behind what is handled",
				() -> behind(source));
	}

	private double behind(EventSource source) {
		Instant since = this.readings.apply(source).behindSince();
		return (since != null) ? secondsSince(since) : 0;
	}

	private double age(EventSource source) {
		Instant last = this.readings.apply(source).lastEventAt();
		Instant from = (last != null) ? last : this.startedAt;
		if (from == null) {
			return Double.NaN;
		}
		return secondsSince(from);
	}

	private double secondsSince(Instant time) {
		return (this.registry.config().clock().wallTime() - time.toEpochMilli()) / 1000.0;
	}

	private List<EventHandler> handlers() {
		EventHandlers bound = this.handlers;
		return (bound != null) ? bound.handlers() : List.of();
	}

	@Override
	public void stateChanged(EventSourceState state) {
		if (state.readyState() == ReadyState.CLOSED) {
			this.startedAt = null;
		}
		else if (this.startedAt == null) {
			this.startedAt = state.since();
		}
		this.types.refresh();
	}

	@Override
	public void attempted(String outcome) {
		this.meters.happened("eventsource.connection.attempts", "attempts", "Connection attempts", "outcome", outcome);
	}

	@Override
	public void lost(EventSourceErrorEvent event, boolean rotation) {
		if (event.willReconnect()) {
			this.meters.happened("eventsource.reconnects", "reconnects", "Reconnects by what made them necessary",
					"reason", event.reason());
		}
	}

	@Override
	public void gap(EventSourceGapEvent event) {
		this.meters.happened("eventsource.gaps", "gaps", "Times that events may have been missed", "reason",
				event.reason());
	}

	@Override
	public void released(Duration age) {
		this.connections.record(age);
	}

	@Override
	public void received(int bytes) {
		this.bytes.add(bytes);
	}

	@Override
	public void received(String type) {
		this.types.received(type);
	}

	@Override
	public void called(EventHandler handler, MessageEvent event, String outcome, long nanos) {
		this.listeners.record(handler.id(), event.type(), outcome, nanos);
	}

	@Override
	public void retrying(EventHandler handler, MessageEvent event, Throwable cause, int attempt) {
		this.meters.happened("eventsource.listener.retries", "retries", "Calls of a listener after the first", "", "");
	}

	@Override
	public void deadLettered(FailedEvent deadLetter) {
		this.meters.happened("eventsource.dead.letters", "events", "Events set aside", "", "");
	}

	@Override
	public void skipped(String reason, String lastEventId) {
		this.meters.happened("eventsource.events.skipped", "events", "Events passed over by a rule", "reason", reason);
	}

	@Override
	public void committed(String lastEventId) {
		saved("success");
	}

	@Override
	public void commitFailed(Throwable cause) {
		saved("failure");
	}

	private void saved(String outcome) {
		this.meters.happened("eventsource.checkpoint.commits", "commits", "Writes of the position to its store",
				"outcome", outcome);
	}

	@Override
	public void close() {
		this.meters.removeAll();
	}

}
