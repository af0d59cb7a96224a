package dev.eventsource.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import dev.eventsource.Registration;
import dev.eventsource.Timer;

/**
 * The clock as one process sees it: its wake-ups go with it.
 */
final class ProcessTimer implements Timer {

	private final World world;

	private final Set<Registration> scheduled = new LinkedHashSet<>();

	ProcessTimer(World world) {
		this.world = world;
	}

	@Override
	public long nanoTime() {
		return this.world.clock().nanoTime();
	}

	@Override
	public Instant instant() {
		return this.world.clock().instant();
	}

	@Override
	public Registration schedule(Duration delay, Runnable task) {
		Registration[] own = new Registration[1];
		own[0] = this.world.clock().schedule(delay, () -> {
			this.scheduled.remove(own[0]);
			this.world.onLoop(task);
		});
		this.scheduled.add(own[0]);
		return () -> {
			this.scheduled.remove(own[0]);
			own[0].remove();
		};
	}

	int scheduled() {
		return this.scheduled.size();
	}

	/** The process is gone. */
	void clear() {
		List.copyOf(this.scheduled).forEach(Registration::remove);
		this.scheduled.clear();
	}

}
