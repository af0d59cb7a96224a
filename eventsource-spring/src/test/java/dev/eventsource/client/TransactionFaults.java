package dev.eventsource.client;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletionStage;

import dev.eventsource.Acknowledgment;
import dev.eventsource.EventSourceState.Kind;
import dev.eventsource.MessageEvent;
import dev.eventsource.client.BookingDatabase.Moment;
import dev.eventsource.client.Cluster.Node;
import dev.eventsource.delivery.EventHandler;
import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Two instances whose listeners book events in the transaction that stores the position.
 * They die at any step of it, hang, lose their database or an answer of it, and come
 * back.
 */
final class TransactionFaults {

	private static final int STEPS = 60;

	private static final Duration LONGER_THAN_THE_LEASE = Duration.ofSeconds(35);

	/** A third of the lease: it is renewed meanwhile. */
	private static final Duration RENEWAL = Duration.ofSeconds(11);

	private final Cluster cluster = new Cluster();

	private final BookingDatabase database = new BookingDatabase(this.cluster.store);

	private final List<Node> nodes = new ArrayList<>();

	private final Random random;

	private final int seed;

	private int published;

	private boolean calm;

	TransactionFaults(int seed) {
		this.seed = seed;
		this.random = new Random(seed);
		this.nodes.add(node());
		this.nodes.add(node());
	}

	private Node node() {
		Node node = this.cluster.booking(this.database);
		node.session().meddler = (moment) -> meddle(node, moment);
		BookingDatabase.LISTENERS.forEach((id) -> node.source.add(new Booking(id, node)));
		return node;
	}

	void play() {
		for (int step = 0; step < STEPS; step++) {
			fault(this.nodes.get(this.random.nextInt(2)));
			this.published += this.random.nextInt(4);
			this.cluster.live(Duration.ofMillis(100L * (1 + this.random.nextInt((step % 10 == 0) ? 300 : 30))),
					this.published);
			this.nodes.replaceAll((node) -> node.session().isDead() ? node() : node);
			check();
		}
		calm();
	}

	private void fault(Node node) {
		switch (this.random.nextInt(10)) {
			case 0 -> die(node);
			case 1 -> node.link.cut();
			case 2, 3 -> node.link.mend();
			case 4 -> node.link.loseNextAnswer();
			case 5 -> node.source.beginStop();
			default -> node.source.start();
		}
	}

	private void die(Node node) {
		node.session().die();
		node.freeze();
	}

	private void meddle(Node node, Moment moment) throws IOException {
		int chance = this.calm ? 100 : this.random.nextInt(30);
		if (chance == 0) {
			die(node);
			throw new IllegalStateException("The process is dead");
		}
		if (chance == 1 || chance == 2) {
			throw new IOException("The database has gone away at " + moment);
		}
		// the row of the position is locked once all is done
		if (chance < 5 && moment != Moment.DONE) {
			beside(node);
		}
	}

	/** Time passes, and only listeners take theirs. */
	private void beside(Node node) {
		node.occupy();
		node.session().meanwhile(() -> this.cluster.advance(RENEWAL));
		node.vacate();
	}

	/** Nothing happens in this process while the others go on. */
	private void hang(Node node) {
		node.freeze();
		node.session().meanwhile(() -> this.cluster.live(LONGER_THAN_THE_LEASE, this.published));
		node.thaw();
	}

	private void check() {
		assertThat(this.database.violations()).as("seed %d", this.seed).isEmpty();
		assertThat(this.database.rows()).as("seed %d", this.seed)
			.isEqualTo(this.database.position() * BookingDatabase.LISTENERS.size());
	}

	private void calm() {
		this.calm = true;
		this.nodes.forEach((node) -> {
			node.link.mend();
			node.source.start();
		});
		this.cluster.live(Duration.ofSeconds(150), this.published);
		check();
		assertThat(this.database.position()).as("seed %d", this.seed).isEqualTo(this.published);
		assertThat(this.nodes).as("seed %d", this.seed)
			.extracting(Node::kind)
			.containsExactlyInAnyOrder(Kind.OPEN, Kind.STANDBY);
	}

	/**
	 * A listener that books, and sometimes does not.
	 */
	private final class Booking implements EventHandler {

		private final String id;

		private final Node node;

		Booking(String id, Node node) {
			this.id = id;
			this.node = node;
		}

		@Override
		public String id() {
			return this.id;
		}

		@Override
		public Set<String> types() {
			return Set.of();
		}

		@Override
		public @Nullable CompletionStage<?> handle(MessageEvent event, Acknowledgment acknowledgment) throws Exception {
			int number = Integer.parseInt(event.data());
			this.node.session().book(this.id, number);
			if (this.id.equals("a") && number % 13 == 5) {
				throw new IllegalStateException("poison");
			}
			switch (TransactionFaults.this.calm ? 100 : TransactionFaults.this.random.nextInt(60)) {
				case 0, 1, 2, 3 -> throw new IllegalArgumentException("tried again");
				case 4, 5, 6 -> throw new IOException("passes");
				case 7, 8 -> beside(this.node);
				case 9 -> hang(this.node);
				case 10 -> die(this.node);
				default -> {
				}
			}
			return null;
		}

	}

}
