package dev.eventsource.observation;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.Timer;

/**
 * Times calls of handlers. A timer is looked up by what the caller holds in its hands, so
 * that no key is built for an event.
 */
final class ListenerTimers {

	private final Map<String, Map<String, Map<String, Timer>>> timers = new ConcurrentHashMap<>();

	private final SourceMeters meters;

	private final EventTypeCounts types;

	ListenerTimers(SourceMeters meters, EventTypeCounts types) {
		this.meters = meters;
		this.types = types;
	}

	void record(String listener, String type, String outcome, long nanos) {
		timer(listener, type, outcome).record(nanos, TimeUnit.NANOSECONDS);
	}

	private Timer timer(String listener, String type, String outcome) {
		Map<String, Map<String, Timer>> byType = this.timers.get(listener);
		Map<String, Timer> byOutcome = (byType != null) ? byType.get(this.types.tag(type)) : null;
		Timer timer = (byOutcome != null) ? byOutcome.get(outcome) : null;
		return (timer != null) ? timer : create(listener, type, outcome);
	}

	private Timer create(String listener, String type, String outcome) {
		// the first call of a new listener: it may name types that counted as others
		this.types.refresh();
		String tag = this.types.tag(type);
		return this.timers.computeIfAbsent(listener, (unseen) -> new ConcurrentHashMap<>())
			.computeIfAbsent(tag, (unseen) -> new ConcurrentHashMap<>())
			.computeIfAbsent(outcome, (unseen) -> this.meters.timer("eventsource.listener", "Calls of a listener",
					"listener", listener, "type", tag, "outcome", outcome));
	}

}
