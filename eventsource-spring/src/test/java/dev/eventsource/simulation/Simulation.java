package dev.eventsource.simulation;

import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.Set;

import dev.eventsource.EventSourceSpec;
import dev.eventsource.EventSourceState.Kind;
import org.jspecify.annotations.Nullable;

/**
 * One seed: a server and a store that live on, processes that come and go, and a script
 * of faults. When the faults are over everything must end well.
 */
final class Simulation {

	static final int STEPS = 100;

	private static final int QUIET_ROUNDS = 500;

	private final World world;

	private final Server server;

	private final FlakyStore store;

	private final Scenario scenario;

	private final EventSourceSpec spec;

	private final BitSet finished = new BitSet();

	private Witness witness;

	private Process process;

	private Simulation(long seed, boolean traced) {
		this.world = new World(seed, traced);
		this.server = new Server(this.world);
		this.store = new FlakyStore(this.world);
		this.scenario = Scenario.draw(this.world);
		this.spec = this.scenario.spec();
		this.world.note(() -> "server is " + this.server.mode() + ", " + this.scenario);
		this.witness = new Witness(this.world, this.server, this.store, this.scenario, this.finished);
		this.process = new Process(this.world, this.server, this.store, this.witness, this.spec);
		this.process.start();
	}

	/**
	 * Runs a seed.
	 * @param seed the seed
	 * @param dropped steps to leave out
	 * @param traced whether to write a trace
	 * @return what went wrong, or {@code null}, and the trace
	 */
	static Outcome run(long seed, Set<Integer> dropped, boolean traced) {
		Simulation simulation = new Simulation(seed, traced);
		try {
			for (int step = 0; step < STEPS && simulation.holds(); step++) {
				if (!dropped.contains(step)) {
					simulation.world.begin(step);
					simulation.step();
					simulation.witness.check();
				}
			}
			simulation.quiet();
		}
		catch (RuntimeException | AssertionError ex) {
			simulation.world.violated("thrown", ex.toString());
		}
		return new Outcome(simulation.world.violation(), simulation.world.trace());
	}

	private boolean holds() {
		return this.world.violation() == null;
	}

	private void step() {
		int choice = this.world.below(100);
		if (choice < 15) {
			publish();
		}
		else if (choice < 52) {
			move();
		}
		else if (choice < 70) {
			work();
		}
		else if (choice < 85) {
			advance();
		}
		else if (choice < 91) {
			this.process.finishSomething();
		}
		else {
			command();
		}
	}

	private void publish() {
		int count = 1 + this.world.below(4);
		for (int i = 0; i < count; i++) {
			this.server.publish();
		}
	}

	private void move() {
		int count = 1 + this.world.below(4);
		for (int i = 0; i < count; i++) {
			this.process.network().move();
		}
	}

	private void work() {
		if (this.world.flip()) {
			this.process.pool().runAll();
			return;
		}
		int count = 1 + this.world.below(4);
		for (int i = 0; i < count; i++) {
			this.process.pool().runOne();
		}
	}

	private void advance() {
		switch (this.world.below(10)) {
			case 0 -> this.world.clock().advance(this.world.upTo(100_000));
			case 1, 2 -> this.world.clock().advance(this.world.upTo(20_000));
			default -> this.world.clock().advance(this.world.upTo(3000));
		}
	}

	private void command() {
		switch (this.world.below(9)) {
			case 0, 1 -> this.process.pause();
			case 2, 3 -> this.process.resume();
			case 4 -> this.process.stop();
			case 5, 6 -> this.process.start();
			case 7 -> this.process.source().reconnect();
			default -> end();
		}
	}

	private void end() {
		if (this.world.below(4) == 0) {
			this.process.close();
		}
		else {
			this.world.note(() -> "crash");
			this.process.crash();
		}
		this.witness = new Witness(this.world, this.server, this.store, this.scenario, this.finished);
		this.process = new Process(this.world, this.server, this.store, this.witness, this.spec);
		this.process.start();
	}

	/** Lets everything end well. */
	private void quiet() {
		this.world.begin(STEPS);
		this.world.calmDown();
		this.world.note(() -> "the faults are over");
		boolean saidLast = false;
		for (int round = 0; round < QUIET_ROUNDS && holds(); round++) {
			this.process.start();
			this.process.resume();
			finishWork();
			this.witness.check();
			boolean open = this.process.source().state().kind() == Kind.OPEN;
			if (open && (!saidLast || round % 100 == 99)) {
				this.server.publishLast();
				this.store.refuseNext();
				saidLast = true;
			}
			else if (saidLast && this.witness.isDone()) {
				break;
			}
			this.world.clock().advance(Duration.ofSeconds((round < 20) ? 1 : 5));
		}
		if (holds()) {
			this.witness.checkEnd();
		}
	}

	private void finishWork() {
		for (int i = 0; i < 3; i++) {
			this.process.network().moveAll();
			this.process.pool().runAll();
			while (this.process.hasUnfinished()) {
				this.process.finishSomething();
				this.process.pool().runAll();
			}
		}
	}

	/**
	 * How a seed ended.
	 *
	 * @param violation what went wrong, or {@code null}
	 * @param trace what happened, if that was wanted
	 */
	record Outcome(@Nullable String violation, List<String> trace) {

	}

}
