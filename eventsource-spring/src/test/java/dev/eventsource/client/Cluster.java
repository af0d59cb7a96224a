package dev.eventsource.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

import dev.eventsource.EventSourceState.Kind;
import dev.eventsource.MessageEvent;
import dev.eventsource.TestSpecs;
import dev.eventsource.checkpoint.Checkpoint;
import dev.eventsource.checkpoint.CheckpointStore;
import dev.eventsource.observation.SourceObservation;
import dev.eventsource.testing.FakeTransport;
import dev.eventsource.testing.FakeTransport.FakeExchange;
import dev.eventsource.testing.ManualExecutor;
import dev.eventsource.testing.ManualTimer;
import dev.eventsource.testing.SharedStore;
import org.jspecify.annotations.Nullable;

/**
 * Instances of one application that share a store, all on the test's thread.
 */
final class Cluster {

	private static final Duration STEP = Duration.ofMillis(100);

	final ManualTimer clock = new ManualTimer();

	final SharedStore store = new SharedStore(this.clock);

	final List<String> handled = new ArrayList<>();

	/** Sees each call of a handler. */
	Consumer<Node> watcher = (node) -> {
	};

	private final List<Node> nodes = new ArrayList<>();

	/**
	 * Adds an instance that is not started.
	 * @param settings names and values, see {@link TestSpecs}
	 */
	Node node(Object... settings) {
		Map<String, Object> all = new LinkedHashMap<>(Map.of("checkpoint.store", "shared"));
		for (int i = 0; i < settings.length; i += 2) {
			all.put((String) settings[i], settings[i + 1]);
		}
		Node node = new Node(null,
				all.entrySet()
					.stream()
					.flatMap((entry) -> List.of(entry.getKey(), entry.getValue()).stream())
					.toArray());
		node.source.onMessage(node::handle);
		this.nodes.add(node);
		return node;
	}

	/**
	 * Adds an instance without listeners that handles events in transactions.
	 * @param database has the position, too
	 */
	Node booking(BookingDatabase database) {
		Node node = new Node(database, "checkpoint.store", "shared", "checkpoint.transactional", true);
		this.nodes.add(node);
		return node;
	}

	/** Lets time pass for all, while servers answer and send. */
	void live(Duration duration, int published) {
		for (Duration left = duration; left.compareTo(Duration.ZERO) > 0; left = left.minus(STEP)) {
			advance(STEP);
			this.nodes.forEach((node) -> node.serve(published));
			run();
		}
	}

	/** Runs whatever can run without time passing. */
	Cluster run() {
		boolean ran = true;
		while (ran) {
			ran = false;
			for (Node node : this.nodes) {
				ran |= node.runOne();
			}
		}
		return this;
	}

	/** Lets time pass for all. */
	Cluster advance(Duration duration) {
		for (Duration left = duration; left.compareTo(Duration.ZERO) > 0; left = left.minus(STEP)) {
			this.clock.advance(STEP);
			this.nodes.forEach(Node::pass);
			run();
		}
		return this;
	}

	Cluster advance(int seconds) {
		return advance(Duration.ofSeconds(seconds));
	}

	/**
	 * One instance.
	 */
	final class Node {

		final ManualTimer timer = new ManualTimer();

		final ManualExecutor executor = new ManualExecutor();

		final ManualExecutor storeExecutor = new ManualExecutor();

		final FakeTransport transport = new FakeTransport();

		final SharedStore.Link link = Cluster.this.store.link();

		final LiveEventSourceRegistry registry;

		final ManagedEventSource source;

		/** A name of its own, too, comes from it. */
		private final double chance = 0.5 + 0.01 * Cluster.this.nodes.size();

		private boolean frozen;

		private boolean occupied;

		private @Nullable FakeExchange served;

		private int sent;

		private final BookingDatabase.@Nullable Session session;

		private Node(@Nullable BookingDatabase database, Object... settings) {
			BookingDatabase.Session session = (database != null) ? database.new Session(this.link) : null;
			this.session = session;
			CheckpointStore given = (session != null) ? session : this.link;
			this.registry = new SimulatedClient(this.timer, this.executor, this.storeExecutor, (name) -> given,
					(spec) -> this.transport, 0)
				.registry(() -> this.chance, (name) -> SourceObservation.NONE, session, session);
			this.source = this.registry.add("orders", TestSpecs.with(settings));
		}

		BookingDatabase.Session session() {
			return Objects.requireNonNull(this.session);
		}

		private void handle(MessageEvent event) {
			Cluster.this.handled.add(event.data());
			Cluster.this.watcher.accept(this);
		}

		/** Whether the store says that the stream is this instance's. */
		boolean owns() {
			SourceOwner mine = this.source.facts().position().owner();
			return mine != null && Cluster.this.store.stored()
				.map(Checkpoint::lease)
				.filter((lease) -> lease.owner().equals(mine.name()))
				.filter((lease) -> lease.until().isAfter(Cluster.this.clock.instant()))
				.isPresent();
		}

		/** Has the server answer whatever was asked, and send what is missing. */
		void serve(int published) {
			if (this.frozen || this.transport.live() == 0) {
				return;
			}
			if (this.served != this.transport.last()) {
				this.served = this.transport.last();
				this.sent = sentId().isEmpty() ? 0 : Integer.parseInt(sentId());
				this.served.open();
			}
			arrive(this.sent + 1, published);
			this.sent = Math.max(this.sent, published);
		}

		private void pass() {
			if (this.frozen) {
				this.timer.jump(STEP);
				return;
			}
			this.timer.advance(STEP);
		}

		private boolean runOne() {
			boolean ran = !this.frozen && this.storeExecutor.runOne();
			return ran || !this.frozen && !this.occupied && this.executor.runOne();
		}

		/** Has listeners take all threads that run listeners. */
		void occupy() {
			this.occupied = true;
		}

		/** Ends that. */
		void vacate() {
			this.occupied = false;
		}

		/** Lets nothing run here while time passes. */
		void freeze() {
			this.frozen = true;
		}

		void thaw() {
			this.frozen = false;
		}

		Node start() {
			this.source.start();
			run();
			return this;
		}

		/** Starts, and has the server answer. */
		Node open() {
			start();
			answer();
			return this;
		}

		/** Has the server answer the last request. */
		void answer() {
			this.transport.last().open();
			run();
		}

		/** Has the server send events, each with its number as id and data. */
		Node receive(int from, int to) {
			arrive(from, to);
			run();
			return this;
		}

		/** As {@link #receive}, with nothing run yet. */
		void arrive(int from, int to) {
			for (int id = from; id <= to; id++) {
				this.transport.last().body("id: " + id + "\ndata: " + id + "\n\n");
			}
		}

		/** Has it stop; the handlers that run are waited for. */
		void stop() {
			this.source.beginStop();
			run();
		}

		Kind kind() {
			return this.source.state().kind();
		}

		String reason() {
			return this.source.state().reason();
		}

		String sentId() {
			return this.transport.last().request().headers().getOrDefault("Last-Event-ID", "");
		}

		String owner() {
			SourceOwner owner = this.source.facts().position().owner();
			return (owner != null) ? owner.role() : "";
		}

	}

}
