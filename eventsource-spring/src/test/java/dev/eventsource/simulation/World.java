package dev.eventsource.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;

import dev.eventsource.testing.ManualTimer;
import org.jspecify.annotations.Nullable;

/**
 * What everything in one simulation shares: chance, the clock, and what has gone wrong.
 */
final class World {

	private final ManualTimer clock = new ManualTimer();

	private final long seed;

	private final @Nullable List<String> trace;

	private SplittableRandom random;

	private boolean calm;

	private int onLoop;

	private @Nullable String violation;

	World(long seed, boolean traced) {
		this.seed = seed;
		this.random = new SplittableRandom(seed);
		this.trace = traced ? new ArrayList<>() : null;
	}

	/**
	 * Begins a step. Each draws from chance of its own, so that steps can be left out
	 * without changing the others.
	 * @param step its number
	 */
	void begin(int step) {
		this.random = new SplittableRandom(this.seed * 1_000_003 + step);
	}

	/** From here on nothing goes wrong any more. */
	void calmDown() {
		this.calm = true;
	}

	boolean isCalm() {
		return this.calm;
	}

	ManualTimer clock() {
		return this.clock;
	}

	long millis() {
		return this.clock.nanoTime() / 1_000_000;
	}

	Duration upTo(int millis) {
		return Duration.ofMillis(this.random.nextInt(millis));
	}

	int below(int bound) {
		return this.random.nextInt(bound);
	}

	boolean flip() {
		return this.random.nextBoolean();
	}

	/**
	 * Draws whether something goes wrong.
	 * @param percent how likely
	 * @return never while it is calm
	 */
	boolean fault(int percent) {
		return !this.calm && this.random.nextInt(100) < percent;
	}

	double draw() {
		return this.random.nextDouble();
	}

	/**
	 * Does what an event loop does: it must not block there.
	 * @param task the task
	 */
	void onLoop(Runnable task) {
		this.onLoop++;
		try {
			task.run();
		}
		finally {
			this.onLoop--;
		}
	}

	boolean isOnLoop() {
		return this.onLoop > 0;
	}

	/**
	 * Takes note of something.
	 * @param source which source it is about
	 * @param line what happened
	 */
	void note(String source, Supplier<String> line) {
		note(() -> source + ": " + line.get());
	}

	void note(Supplier<String> line) {
		if (this.trace != null) {
			this.trace.add("%9.3f s  %s".formatted(this.clock.nanoTime() / 1e9, line.get()));
		}
	}

	List<String> trace() {
		return (this.trace != null) ? this.trace : List.of();
	}

	/**
	 * Takes note that a promise is broken. Does not throw: the code under test would
	 * catch it.
	 * @param rule which invariant
	 * @param message what happened
	 */
	void violated(String rule, String message) {
		if (this.violation == null) {
			this.violation = rule + ": " + message;
			note(() -> "VIOLATION " + rule + ": " + message);
		}
	}

	void require(boolean holds, String rule, Supplier<String> message) {
		if (!holds) {
			violated(rule, message.get());
		}
	}

	@Nullable String violation() {
		return this.violation;
	}

}
