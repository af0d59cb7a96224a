package dev.eventsource.simulation;

import java.util.ArrayList;
import java.util.List;

import dev.eventsource.EventSourceState.Kind;
import dev.eventsource.client.LiveEventSourceRegistry;
import dev.eventsource.client.ManagedEventSource;
import dev.eventsource.client.SimulatedClient;
import org.jspecify.annotations.Nullable;

/**
 * One source in one life of the application, and what is done to it.
 */
final class Member {

	private final World world;

	private final Process process;

	private final Service service;

	private final Witness witness;

	private final Network network;

	private final Listeners listeners;

	/** Stages and acknowledgements that are due at some time. */
	private final List<Runnable> later = new ArrayList<>();

	private @Nullable ManagedEventSource source;

	private boolean running;

	private boolean paused;

	private boolean silent;

	private long silentSince;

	Member(World world, Process process, Service service) {
		this.world = world;
		this.process = process;
		this.service = service;
		this.witness = new Witness(world, this);
		this.network = new Network(world, this);
		this.listeners = new Listeners(world, this);
		service.store().watchedBy(this.witness);
	}

	void join(LiveEventSourceRegistry registry) {
		this.source = registry.add(this.service.name(), this.service.spec());
		this.listeners.arrive();
	}

	Service service() {
		return this.service;
	}

	Process process() {
		return this.process;
	}

	Witness witness() {
		return this.witness;
	}

	Network network() {
		return this.network;
	}

	Listeners listeners() {
		return this.listeners;
	}

	ManagedEventSource source() {
		if (this.source == null) {
			throw new IllegalStateException("not registered yet");
		}
		return this.source;
	}

	void later(Runnable task) {
		this.later.add(task);
	}

	void finishSomething() {
		if (!this.later.isEmpty()) {
			this.later.remove(this.world.below(this.later.size())).run();
		}
	}

	boolean hasUnfinished() {
		return !this.later.isEmpty();
	}

	void start() {
		if (begin()) {
			source().start();
		}
	}

	/**
	 * Takes note of a start.
	 * @return whether there is anything to start
	 */
	boolean begin() {
		if (this.running && !hasEnded()) {
			return false;
		}
		note("start");
		this.running = true;
		this.paused = false;
		this.silent = false;
		return true;
	}

	private boolean hasEnded() {
		Kind kind = source().state().kind();
		return kind == Kind.FAILED || kind == Kind.CLOSED && source().state().reason().equals("server-ended");
	}

	void stop() {
		if (end()) {
			SimulatedClient.beginStop(source()).thenRun(this::stopped);
		}
	}

	/**
	 * Takes note of a stop.
	 * @return whether there is anything to stop
	 */
	boolean end() {
		if (!this.running) {
			return false;
		}
		note("stop");
		this.running = false;
		return true;
	}

	void stopped() {
		if (!this.running) {
			note("stopped");
			this.silent = true;
			this.silentSince = this.world.millis();
		}
	}

	void pause() {
		if (this.running && !hasEnded()) {
			note("pause");
			this.paused = true;
			source().pause();
		}
	}

	void resume() {
		note("resume");
		this.paused = false;
		source().resume();
	}

	/** Nobody gets in the way any more. */
	void calm() {
		start();
		resume();
		this.listeners.arrive();
	}

	/** Moves the position to any id that there ever was, or to one that never was. */
	void reset() {
		String id = this.service.server().anyId();
		note("reset to '" + id + "'");
		this.witness.resetting(id);
		// a source that runs is started again, and is not paused then
		this.paused = false;
		SimulatedClient.beginReset(source(), id);
	}

	private void note(String what) {
		this.world.note(this.service.name(), () -> what);
	}

	void crash() {
		this.later.clear();
	}

	boolean isMeantToRun() {
		return (this.running || this.process.isEnding()) && !this.paused;
	}

	boolean isSilent() {
		return this.silent;
	}

	long silentSince() {
		return this.silentSince;
	}

}
