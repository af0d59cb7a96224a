package dev.eventsource.test.autoconfigure;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The last things that happened to a source, with the time since the test began. Safe for
 * any thread.
 */
final class History {

	private static final int LENGTH = 30;

	private final Deque<String> lines = new ArrayDeque<>();

	private final String source;

	private long beganAt = System.nanoTime();

	private int forgotten;

	History(String source) {
		this.source = source;
	}

	String source() {
		return this.source;
	}

	synchronized void clear() {
		this.lines.clear();
		this.forgotten = 0;
		this.beganAt = System.nanoTime();
	}

	synchronized void add(String what) {
		if (this.lines.size() == LENGTH) {
			this.lines.removeFirst();
			this.forgotten++;
		}
		long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - this.beganAt);
		this.lines.addLast("+" + millis + " ms " + this.source + ": " + what);
	}

	synchronized List<String> lines() {
		if (this.forgotten == 0) {
			return List.copyOf(this.lines);
		}
		List<String> lines = new ArrayList<>(this.lines);
		lines.add(0, "… " + this.forgotten + " earlier lines of " + this.source + " are left out");
		return lines;
	}

}
