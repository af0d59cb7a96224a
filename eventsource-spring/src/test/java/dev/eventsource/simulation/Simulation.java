package dev.eventsource.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

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

	private final Breadth breadth;

	private final List<Service> services = new ArrayList<>();

	private Process process;

	private Simulation(long seed, boolean traced) {
		this.world = new World(Math.abs(seed), traced);
		this.services.add(Service.create(this.world, "simulated"));
		this.breadth = (seed < 0) ? Breadth.NARROW : Breadth.draw(this.world);
		while (this.services.size() < this.breadth.sources()) {
			this.services.add(Service.create(this.world, "simulated-" + this.services.size()));
		}
		this.world.note(this.breadth::toString);
		this.process = new Process(this.world, this.breadth, this.services);
		this.process.start();
	}

	/**
	 * Runs a seed.
	 * @param seed the seed; below zero for a narrow simulation
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
					simulation.process.check();
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
			this.process.any().finishSomething();
		}
		else {
			command();
		}
	}

	private void publish() {
		Server server = this.process.any().service().server();
		int count = 1 + this.world.below(4);
		for (int i = 0; i < count; i++) {
			server.publish();
		}
	}

	private void move() {
		int count = 1 + this.world.below(4);
		for (int i = 0; i < count; i++) {
			this.process.any().network().move();
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
		Member member = this.process.any();
		switch (this.world.below(this.breadth.wide() ? 16 : 9)) {
			case 0, 1 -> member.pause();
			case 2, 3 -> member.resume();
			case 4 -> member.stop();
			case 5, 6 -> member.start();
			case 7 -> member.source().reconnect();
			case 8 -> end();
			case 9 -> this.process.stop();
			case 10 -> this.process.start();
			case 11 -> member.reset();
			case 12 -> member.listeners().leave();
			case 13 -> member.listeners().arrive();
			default -> member.listeners().guest();
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
		this.process = new Process(this.world, this.breadth, this.services);
		this.process.start();
	}

	/** Lets everything end well. */
	private void quiet() {
		this.world.begin(STEPS);
		this.world.calmDown();
		this.world.note(() -> "the faults are over");
		Set<Member> done = new HashSet<>();
		Set<Member> saidLast = new HashSet<>();
		for (int round = 0; round < QUIET_ROUNDS && holds(); round++) {
			this.process.members().forEach(Member::calm);
			finishWork();
			this.process.check();
			for (Member member : this.process.members()) {
				if (isDone(member, saidLast, round)) {
					done.add(member);
				}
			}
			if (done.size() == this.services.size()) {
				break;
			}
			this.world.clock().advance(Duration.ofSeconds((round < 20) ? 1 : 5));
		}
		if (holds()) {
			this.process.members().forEach((member) -> member.witness().checkEnd());
		}
	}

	private static boolean isDone(Member member, Set<Member> saidLast, int round) {
		boolean open = member.source().state().kind() == Kind.OPEN;
		boolean again = round % 100 == 99;
		if (open && (!saidLast.contains(member) || again && !member.witness().isDone())) {
			member.service().server().publishLast();
			member.service().store().refuseNext();
			saidLast.add(member);
			return false;
		}
		return saidLast.contains(member) && member.witness().isDone();
	}

	private void finishWork() {
		for (int i = 0; i < 3; i++) {
			this.process.members().forEach((member) -> member.network().moveAll());
			this.process.pool().runAll();
			for (Member member : this.process.members()) {
				while (member.hasUnfinished()) {
					member.finishSomething();
					this.process.pool().runAll();
				}
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
