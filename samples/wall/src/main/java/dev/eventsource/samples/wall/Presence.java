package dev.eventsource.samples.wall;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

import org.springframework.stereotype.Component;

/**
 * Who reads this wall and the ones behind it. Nobody stores that: who comes late learns
 * how it is now.
 */
@Component
class Presence {

	private static final String HERE = "";

	private final Map<String, Integer> readers = new ConcurrentHashMap<>();

	private final Sinks.Many<Readers> changes = Sinks.many().replay().latestOrDefault(new Readers(0));

	/**
	 * Returns how many there are, now and whenever that changes.
	 * @return without an end
	 */
	Flux<Readers> changes() {
		return this.changes.asFlux().distinctUntilChanged().onBackpressureLatest();
	}

	void enter() {
		change(HERE, 1);
	}

	void leave() {
		change(HERE, -1);
	}

	/**
	 * Takes note of how many read another wall.
	 * @param wall the wall
	 * @param count how many
	 */
	synchronized void elsewhere(String wall, int count) {
		this.readers.put(wall, count);
		tell();
	}

	private synchronized void change(String wall, int difference) {
		this.readers.merge(wall, difference, Integer::sum);
		tell();
	}

	private void tell() {
		int sum = this.readers.values().stream().mapToInt(Integer::intValue).sum();
		this.changes.emitNext(new Readers(sum), Sinks.EmitFailureHandler.FAIL_FAST);
	}

}
