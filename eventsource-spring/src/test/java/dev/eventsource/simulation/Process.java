package dev.eventsource.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import dev.eventsource.EventSourceSpec;
import dev.eventsource.EventSourceState.Kind;
import dev.eventsource.client.LiveEventSourceRegistry;
import dev.eventsource.client.ManagedEventSource;
import dev.eventsource.client.SimulatedClient;

/**
 * One life of the application: everything that a crash takes away.
 */
final class Process {

	static final String SOURCE = "simulated";

	private static final int CLOSING_ROUNDS = 12;

	private static final Duration CLOSING_ROUND = Duration.ofSeconds(31);

	private final World world;

	private final Pool pool;

	private final ProcessTimer timer;

	private final Network network;

	private final List<ScriptedHandler> handlers;

	/** Stages and acknowledgements that are due at some time. */
	private final List<Runnable> later = new ArrayList<>();

	private final LiveEventSourceRegistry registry;

	private final ManagedEventSource source;

	private boolean running;

	private boolean paused;

	private boolean silent;

	private long silentSince;

	Process(World world, Server server, FlakyStore store, Witness witness, EventSourceSpec spec) {
		this.world = world;
		this.pool = new Pool(world);
		this.timer = new ProcessTimer(world);
		this.network = new Network(world, server, witness);
		this.handlers = List.of(new ScriptedHandler(world, this, witness, "plain", "message", "other"),
				new ScriptedHandler(world, this, witness, "acknowledging", "message"));
		witness.watch(this);
		store.watchedBy(witness);
		SimulatedClient client = new SimulatedClient(this.timer, this.pool, store, this.network);
		this.registry = client.registry(world::draw, witness, witness.scenario().publisher() ? (letter) -> {
			if (world.fault(40)) {
				throw new IllegalStateException("no letters today");
			}
			witness.published(letter);
		} : null);
		this.source = this.registry.add(SOURCE, spec);
		this.handlers.forEach(this.source::add);
	}

	ManagedEventSource source() {
		return this.source;
	}

	Network network() {
		return this.network;
	}

	Pool pool() {
		return this.pool;
	}

	List<ScriptedHandler> handlers() {
		return this.handlers;
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
		if (!this.running || hasEnded()) {
			this.world.note(() -> "start");
			this.running = true;
			this.paused = false;
			this.silent = false;
			this.registry.start();
		}
	}

	private boolean hasEnded() {
		Kind kind = this.source.state().kind();
		return kind == Kind.FAILED || kind == Kind.CLOSED && this.source.state().reason().equals("server-ended");
	}

	void stop() {
		if (this.running) {
			this.world.note(() -> "stop");
			this.running = false;
			this.registry.stop(this::stopped);
		}
	}

	private void stopped() {
		if (!this.running) {
			this.world.note(() -> "stopped");
			this.silent = true;
			this.silentSince = this.world.millis();
		}
	}

	void pause() {
		if (this.running && !hasEnded()) {
			this.world.note(() -> "pause");
			this.paused = true;
			this.source.pause();
		}
	}

	void resume() {
		this.world.note(() -> "resume");
		this.paused = false;
		this.source.resume();
	}

	/** Ends in order, and has nothing left to do. */
	void close() {
		this.world.note(() -> "close");
		this.running = false;
		this.registry.close();
		// handlers that are running may end, and the store may take what they did
		for (int round = 0; round < CLOSING_ROUNDS; round++) {
			this.pool.runAll();
			finishSomething();
			this.world.clock().advance(CLOSING_ROUND);
		}
		this.world.require(this.timer.scheduled() == 0, "I9", () -> this.timer.scheduled() + " timers run after close");
		this.world.require(this.network.live() == null, "I9", () -> "an exchange is open after close");
		crash();
	}

	/** Ends at once. */
	void crash() {
		this.pool.clear();
		this.timer.clear();
		this.later.clear();
	}

	boolean isMeantToRun() {
		return this.running && !this.paused;
	}

	boolean isSilent() {
		return this.silent;
	}

	void checkSilence() {
		if (!this.silent || !this.pool.isEmpty()) {
			return;
		}
		// the sweep over all sources ends by itself
		int allowed = (this.world.millis() - this.silentSince > 1000) ? 0 : 1;
		this.world.require(this.timer.scheduled() <= allowed, "I9",
				() -> this.timer.scheduled() + " timers run after stop");
		this.world.require(this.network.live() == null, "I9", () -> "an exchange is open after stop");
	}

}
