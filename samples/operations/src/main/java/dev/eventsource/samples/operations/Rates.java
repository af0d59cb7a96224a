package dev.eventsource.samples.operations;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Events of each of the last seconds, from a count that grows.
 */
final class Rates {

	private static final int SECONDS = 60;

	private static final int RECENT = 10;

	private final Deque<Long> perSecond = new ArrayDeque<>();

	private long count = -1;

	/**
	 * Takes the count as it stands a second after the last time.
	 */
	void add(long count) {
		if (this.count >= 0) {
			this.perSecond.addLast(Math.max(0, count - this.count));
		}
		this.count = count;
		if (this.perSecond.size() > SECONDS) {
			this.perSecond.removeFirst();
		}
	}

	List<Long> perSecond() {
		return List.copyOf(this.perSecond);
	}

	double recent() {
		int first = Math.max(0, this.perSecond.size() - RECENT);
		return this.perSecond.stream().skip(first).mapToLong(Long::longValue).average().orElse(0);
	}

}
