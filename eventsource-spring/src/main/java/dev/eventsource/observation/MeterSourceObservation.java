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
import dev.eventsource.observation.SourceMeters.Naming;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the meters of one source. Events and bytes are counted in plain fields that a
 * registry reads when it is asked; what happens seldom gets its meter the first time.
 */
public final class MeterSourceObservation implements SourceObservation {

	private static final Naming STATE = new Naming("eventsource.connection.state", null,
			"0 connecting, 1 open, 2 closed, 3 waiting, 4 paused, 5 standby, 6 failed");

	private static final Naming BYTES = new Naming("eventsource.bytes", "bytes", "Bytes of the stream");

	private static final Naming WAITING = new Naming("eventsource.mailbox.size", "events",
			"Events that wait for a listener");

	private static final Naming FULL = new Naming("eventsource.mailbox.full", "seconds",
			"Time in which the server had to wait, as there was no room for more events");

	private static final Naming ATTEMPTS = new Naming("eventsource.connection.attempts", "attempts",
			"Connection attempts");

	private static final Naming RECONNECTS = new Naming("eventsource.reconnects", "reconnects",
			"Reconnects by what made them necessary");

	private static final Naming RETRIES = new Naming("eventsource.listener.retries", "retries",
			"Calls of a listener after the first");

	private static final Naming DEAD_LETTERS = new Naming("eventsource.dead.letters", "events", "Events set aside");

	private static final Naming GAPS = new Naming("eventsource.gaps", "gaps", "Times that events may have been missed");

	private static final Naming SKIPPED = new Naming("eventsource.events.skipped", "events",
			"Events passed over by a rule");

	private static final Naming COMMITS = new Naming("eventsource.checkpoint.commits", "commits",
			"Writes of the position to its store");

	private final SourceMeters meters;

	private final MeterRegistry registry;

	private final Function<EventSource, SourceReadings> readings;

	private final Tally bytes = new Tally();

	private final EventTypeCounts types;

	private final ListenerTimers listeners;

	private volatile @Nullable EventHandlers handlers;

	private volatile @Nullable Instant startedAt;

	private volatile @Nullable Timer connections;

	private MeterSourceObservation(MeterRegistry registry, String source,
			Function<EventSource, SourceReadings> readings) {
		this.registry = registry;
		this.readings = readings;
		this.meters = new SourceMeters(registry, source);
		this.types = new EventTypeCounts(this.meters, this::handlers);
		this.listeners = new ListenerTimers(this.meters, this.types);
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
		this.types.begin();
		this.types.refresh();
		this.connections = this.meters.timer("eventsource.connection.duration", "How long connections lived");
		this.meters.count(BYTES, this.bytes, Tally::get);
		this.meters.gauge(STATE, source, (bound) -> bound.state().kind().code());
		this.meters.gauge(WAITING, source, (bound) -> this.readings.apply(bound).waiting());
		this.meters.count(FULL, source, (bound) -> this.readings.apply(bound).fullFor().toNanos() / 1e9);
		this.meters.age("eventsource.last.event.age", "Time since the last event, before the first since the start",
				() -> age(source));
		this.meters.age("eventsource.checkpoint.age", "Time that the stored position is behind what is handled",
				() -> behind(source));
	}

	@Override
	public EventHandler watch(EventHandler handler) {
		this.types.name(handler.types());
		return handler;
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
		this.meters.happened(ATTEMPTS, "outcome", outcome);
	}

	@Override
	public void lost(EventSourceErrorEvent event, boolean rotation) {
		if (event.willReconnect()) {
			this.meters.happened(RECONNECTS, "reason", event.reason());
		}
	}

	@Override
	public void gap(EventSourceGapEvent event) {
		this.meters.happened(GAPS, "reason", event.reason());
	}

	@Override
	public void released(Duration age) {
		Timer timer = this.connections;
		if (timer != null) {
			timer.record(age);
		}
	}

	@Override
	public void received(int bytes) {
		this.bytes.add(bytes);
	}

	@Override
	public void received(String type) {
		received(type, 1);
	}

	@Override
	public void received(String type, int events) {
		this.types.received(type, events);
	}

	@Override
	public void called(EventHandler handler, MessageEvent event, String outcome, long nanos) {
		if (handler instanceof ObservedHandler observed && observed.isTimed()) {
			// its observation has been timed
			return;
		}
		this.listeners.record(handler.id(), event.type(), outcome, nanos);
	}

	@Override
	public void rowBegins() {
		this.listeners.rowBegins();
	}

	@Override
	public void rowEnds() {
		this.listeners.rowEnds();
	}

	@Override
	public void retrying(EventHandler handler, MessageEvent event, Throwable cause, int attempt) {
		this.meters.happened(RETRIES, "", "");
	}

	@Override
	public void deadLettered(FailedEvent deadLetter) {
		this.meters.happened(DEAD_LETTERS, "", "");
	}

	@Override
	public void skipped(String reason, String lastEventId) {
		this.meters.happened(SKIPPED, "reason", reason);
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
		this.meters.happened(COMMITS, "outcome", outcome);
	}

	@Override
	public void close() {
		this.meters.removeAll();
	}

}
