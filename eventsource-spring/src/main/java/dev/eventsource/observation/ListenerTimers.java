package dev.eventsource.observation;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.Timer;
import org.jspecify.annotations.Nullable;

/**
 * Times calls of handlers. A timer is looked up by what the caller holds in its hands, so
 * that no key is built for an event.
 */
final class ListenerTimers {

	private static final int RECENT = 8;

	private final Map<String, Map<String, Map<String, Timer>>> timers = new ConcurrentHashMap<>();

	/** Threads may race for a place: whatever they find there is whole. */
	private final @Nullable Recent[] recent = new Recent[RECENT];

	/** Of one thread at a time; others record at once. */
	private @Nullable CallRow row;

	private final SourceMeters meters;

	private final EventTypeCounts types;

	ListenerTimers(SourceMeters meters, EventTypeCounts types) {
		this.meters = meters;
		this.types = types;
	}

	void record(String listener, String type, String outcome, long nanos) {
		int place = (listener.hashCode() ^ type.hashCode()) & (RECENT - 1);
		Recent last = this.recent[place];
		if (last == null || last.basis != this.types.basis() || !last.isOf(listener, type, outcome)) {
			Timer timer = timer(listener, type, outcome);
			last = new Recent(listener, type, outcome, timer, this.types.basis());
			this.recent[place] = last;
		}
		CallRow calls = this.row;
		if (calls == null || !calls.take(last.timer, nanos)) {
			last.timer.record(nanos, TimeUnit.NANOSECONDS);
		}
	}

	/** Calls follow on this thread. */
	void rowBegins() {
		this.row = new CallRow(Thread.currentThread());
	}

	void rowEnds() {
		CallRow ended = this.row;
		this.row = null;
		if (ended != null) {
			ended.end();
		}
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

	private record Recent(String listener, String type, String outcome, Timer timer, Object basis) {

		// the very strings, as a rule: types are interned, ids and outcomes constants
		boolean isOf(String listener, String type, String outcome) {
			return this.outcome.equals(outcome) && this.type.equals(type) && this.listener.equals(listener);
		}

	}

}
