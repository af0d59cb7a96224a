package dev.eventsource.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

import dev.eventsource.EventSourceState.Kind;
import dev.eventsource.client.Cluster.Node;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Three instances that share a store, and faults as a seed draws them.
 */
final class ClusterFaults {

	private static final int STEPS = 120;

	private final Cluster cluster = new Cluster();

	private final List<Node> nodes = IntStream.range(0, 3).mapToObj((i) -> this.cluster.node()).toList();

	private final Random random;

	private final int seed;

	/** Numbers of the events that somebody has handled. */
	private final BitSet done = new BitSet();

	private final List<String> violations = new ArrayList<>();

	private int published;

	private int stored;

	/** Where somebody has asked to have the position. */
	private final BitSet resets = new BitSet();

	ClusterFaults(int seed) {
		this.seed = seed;
		this.random = new Random(seed);
		this.cluster.watcher = this::handled;
	}

	// not thrown: that would be a listener's failure
	private void handled(Node node) {
		this.done.set(Integer.parseInt(this.cluster.handled.get(this.cluster.handled.size() - 1)));
		if (!node.owns()) {
			this.violations.add(node.source.facts().position() + " handles at " + this.cluster.clock.instant()
					+ ", stored is " + this.cluster.store.stored());
		}
	}

	void play() {
		for (int step = 0; step < STEPS; step++) {
			fault(this.nodes.get(this.random.nextInt(3)));
			this.published += this.random.nextInt(3);
			this.cluster.live(Duration.ofMillis(100L * (1 + this.random.nextInt((step % 10 == 0) ? 400 : 30))),
					this.published);
			check();
		}
		calm();
	}

	private void fault(Node node) {
		switch (this.random.nextInt(14)) {
			case 0 -> freezeWithEvents(node);
			case 1, 2 -> node.thaw();
			case 3 -> node.link.cut();
			case 4, 5 -> node.link.mend();
			case 6 -> node.link.loseNextAnswer();
			case 7 -> node.source.beginStop();
			case 8 -> node.source.pause();
			case 9 -> reset(node, handledWithoutGap());
			case 10 -> node.occupy();
			case 11 -> node.vacate();
			default -> {
				node.source.resume();
				node.source.start();
			}
		}
	}

	/** What has just come waits while the lease ends. */
	private void freezeWithEvents(Node node) {
		this.published++;
		node.serve(this.published);
		node.freeze();
	}

	private void reset(Node node, int position) {
		this.resets.set(position);
		node.source.beginReset(Integer.toString(position));
	}

	private void check() {
		int before = this.stored;
		String id = this.cluster.store.lastEventId();
		this.stored = (id == null || id.isEmpty()) ? 0 : Integer.parseInt(id);
		assertThat(this.stored).as("seed %d", this.seed).isLessThanOrEqualTo(handledWithoutGap());
		assertThat(this.stored >= before || this.resets.get(this.stored))
			.as("seed %d: back from %d to %d", this.seed, before, this.stored)
			.isTrue();
		assertThat(this.nodes).as("seed %d", this.seed).allMatch((node) -> node.transport.live() <= 1);
		assertThat(this.violations).as("seed %d", this.seed).isEmpty();
	}

	private int handledWithoutGap() {
		return this.done.nextClearBit(1) - 1;
	}

	private void calm() {
		this.nodes.forEach((node) -> {
			node.thaw();
			node.vacate();
			node.link.mend();
			node.source.start();
			node.source.resume();
		});
		this.cluster.live(Duration.ofSeconds(90), this.published);
		assertThat(this.nodes).as("seed %d", this.seed)
			.filteredOn((node) -> node.kind() == Kind.OPEN)
			.singleElement()
			.matches(Node::owns);
		assertThat(this.nodes).as("seed %d", this.seed).filteredOn((node) -> node.kind() == Kind.STANDBY).hasSize(2);
		assertThat(handledWithoutGap()).as("seed %d", this.seed).isEqualTo(this.published);
		if (this.published > 0) {
			assertThat(this.cluster.store.lastEventId()).as("seed %d", this.seed)
				.isEqualTo(Integer.toString(this.published));
		}
	}

}
