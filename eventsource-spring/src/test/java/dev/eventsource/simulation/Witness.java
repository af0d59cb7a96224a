package dev.eventsource.simulation;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import dev.eventsource.EventSourceErrorEvent;
import dev.eventsource.EventSourceState;
import dev.eventsource.EventSourceState.Kind;
import dev.eventsource.FailedEvent;
import dev.eventsource.MessageEvent;
import dev.eventsource.delivery.DeliveryCounts;
import dev.eventsource.observation.SourceObservation;
import org.jspecify.annotations.Nullable;

/**
 * Watches one process from all sides and knows what must hold.
 */
final class Witness implements SourceObservation {

	private final World world;

	private final Server server;

	private final FlakyStore store;

	private final Scenario scenario;

	private final AttemptRules attempts;

	/** Numbers of the blocks that are done with for good; outlives the process. */
	private final BitSet finished;

	private final SentId sentId = new SentId();

	/** What has come since the source was started. */
	private final List<Arrival> arrivals = new ArrayList<>();

	/**
	 * What the run before had reached: its last save may come late, after a stop that did
	 * not wait for it.
	 */
	private Set<String> reachedBefore = Set.of();

	/** The first of them that handlers are not done with. */
	private int frontier;

	private long received;

	private long passed;

	private @Nullable FailedEvent published;

	private @Nullable Process process;

	Witness(World world, Server server, FlakyStore store, Scenario scenario, BitSet finished) {
		this.world = world;
		this.server = server;
		this.store = store;
		this.scenario = scenario;
		this.finished = finished;
		this.attempts = new AttemptRules(world);
	}

	void watch(Process process) {
		this.process = process;
	}

	AttemptRules attempts() {
		return this.attempts;
	}

	SentId sentId() {
		return this.sentId;
	}

	private Process process() {
		return Objects.requireNonNull(this.process);
	}

	// what the connection tells

	@Override
	public void stateChanged(EventSourceState state) {
		this.world.note(() -> "client is " + state.kind() + " (" + state.reason() + ")");
		boolean start = this.attempts.isStart(state);
		this.attempts.moved(state);
		if (start) {
			this.sentId.start(this.store.position());
			this.reachedBefore = reached();
			this.arrivals.clear();
			this.frontier = 0;
		}
	}

	@Override
	public void lost(EventSourceErrorEvent event, boolean rotation) {
		SimulatedExchange exchange = process().network().last();
		this.attempts.lost(event, rotation, exchange != null && exchange.isFruitful());
		if (event.reason().equals("idle-timeout") || event.reason().equals("partial-timeout")) {
			this.world.require(exchange != null && exchange.wasAskedFor(event.reason()), "F04",
					() -> event.reason() + " although nothing was asked for, or not for so long");
		}
	}

	// what the network tells

	void requested(String header, boolean other) {
		this.world.note(() -> "client asks from '" + header + "'");
		this.world.require(!other, "I7", () -> "a second exchange was opened");
		// on the event loop, what a handler asked for before it asked for the end comes
		// first
		boolean late = this.scenario.direct() && this.attempts.isRestart();
		this.world.require(process().isMeantToRun() || late, "I9", () -> "a request after stop or pause");
		this.world.require(header.equals(this.sentId.expected()), "I5",
				() -> "asks from '" + header + "' instead of '" + this.sentId.expected() + "'");
		this.attempts.attempted();
	}

	/**
	 * A block is about to reach the client whole.
	 * @return whether it counts as something that the stream has brought
	 */
	boolean arriving(Block block) {
		if (block.kind() == Block.Kind.RETRY) {
			this.attempts.retry(block.retry());
			return false;
		}
		boolean moved = block.id() != null && this.sentId.moveTo(block.id());
		if (block.kind() == Block.Kind.COMMENT || block.kind() == Block.Kind.POSITION && !moved) {
			return false;
		}
		this.arrivals.add(new Arrival(block, this.sentId.received(), process().handlers()));
		if (block.kind() != Block.Kind.POSITION) {
			this.received++;
		}
		return true;
	}

	// what the handlers tell

	@Nullable Arrival called(ScriptedHandler handler, MessageEvent event) {
		this.world.note(() -> handler.id() + " is called with " + event.data().strip());
		Arrival arrival = current();
		this.world.require(process().isMeantToRun(), "I9", () -> "a handler was called after stop or pause");
		if (arrival == null || !arrival.isSame(event)) {
			this.world.violated("I3/I4", "handled '" + event.data().strip() + "' behind '" + event.lastEventId()
					+ "' instead of " + arrival);
			return null;
		}
		this.world.require(arrival.isTurnOf(handler.id()) && !arrival.isRunning(), "I5",
				() -> handler.id() + " is called twice with " + arrival);
		arrival.called();
		return arrival;
	}

	void handled(Arrival arrival) {
		arrival.handled();
		settle(arrival);
	}

	void settle(Arrival arrival) {
		if (arrival.isFinished()) {
			this.finished.set(arrival.block().number());
		}
	}

	/** The publisher has taken a dead letter. */
	void published(FailedEvent deadLetter) {
		this.published = deadLetter;
	}

	@Override
	public void deadLettered(FailedEvent deadLetter) {
		this.world.require(!this.scenario.publisher() || this.published == deadLetter, "I1",
				() -> "goes on although the dead letter was refused: " + deadLetter);
		setAside(deadLetter.listener(), deadLetter.event());
	}

	@Override
	public void skipped(String reason, String lastEventId) {
		if (reason.equals("failed")) {
			Arrival arrival = current();
			if (arrival != null) {
				arrival.setAside();
				settle(arrival);
			}
		}
	}

	private void setAside(String handler, MessageEvent event) {
		Arrival arrival = current();
		if (arrival == null || !arrival.isSame(event) || !arrival.isTurnOf(handler)) {
			this.world.violated("I3", "set aside out of turn: " + event);
			return;
		}
		arrival.setAside();
		settle(arrival);
	}

	private @Nullable Arrival current() {
		while (this.frontier < this.arrivals.size() && this.arrivals.get(this.frontier).isPassed()) {
			this.frontier++;
		}
		return (this.frontier < this.arrivals.size()) ? this.arrivals.get(this.frontier) : null;
	}

	// what the store tells

	void committing(String id) {
		this.world.require(this.reachedBefore.contains(id) || reached().contains(id), "I2",
				() -> "'" + id + "' is stored, which nothing handled has reached");
		for (int number = 0; number < this.server.covered(id); number++) {
			int missing = number;
			this.world.require(!isWanted(number), "I1",
					() -> "'" + id + "' is stored, and " + this.server.log().get(missing) + " never comes again");
		}
	}

	private Set<String> reached() {
		Set<String> ids = new HashSet<>();
		for (Arrival arrival : this.arrivals) {
			if (!arrival.isFinished()) {
				break;
			}
			ids.add(arrival.idAfter());
		}
		return ids;
	}

	private boolean isWanted(int number) {
		Block block = this.server.log().get(number);
		boolean taken = block.isEvent() && !block.type().equals("nobody");
		return taken && !this.finished.get(number) && !this.server.isWithheld(number);
	}

	// what must hold at any time

	void check() {
		SimulatedExchange live = process().network().live();
		Kind kind = this.attempts.kind();
		this.world.require(live == null || kind == Kind.CONNECTING || kind == Kind.OPEN, "I7",
				() -> "an exchange is open in state " + kind);
		this.world.require(process().source().lastEventId().equals(this.sentId.received()), "I5", () -> "received '"
				+ process().source().lastEventId() + "' instead of '" + this.sentId.received() + "'");
		counters();
		process().checkSilence();
		if (live != null && kind == Kind.OPEN && process().pool().isEmpty()) {
			int waiting = process().source().facts().waiting();
			this.world.require(waiting > 0 || live.demand() > 0, "I6", () -> "has room, and asks for nothing");
		}
	}

	private void counters() {
		DeliveryCounts counts = process().source().facts().counts();
		int waiting = process().source().facts().waiting();
		long open = counts.received() - counts.handled() - counts.skipped() - counts.deadLettered()
				- counts.discarded();
		this.world.require(counts.received() == this.received, "I11",
				() -> counts + ", but " + this.received + " were received");
		this.world.require(open >= 0 && open <= waiting + 1, "I11", () -> counts + ", and " + waiting + " wait");
		boolean idle = process().isSilent() && process().pool().isEmpty();
		this.world.require(!idle || open == 0, "I11", () -> counts + " when all has come to its end");
	}

	void checkRoom() {
		int waiting = process().source().facts().waiting();
		this.world.require(waiting == 0 || waiting < this.scenario.bufferSize(), "I6",
				() -> "asks for more with " + waiting + " of " + this.scenario.bufferSize() + " waiting");
	}

	Scenario scenario() {
		return this.scenario;
	}

	/** Checks that all has ended well. */
	void checkEnd() {
		for (Block block : this.server.log()) {
			this.world.require(!isWanted(block.number()), "liveness", () -> block + " was never handled");
		}
		this.world.require(this.store.position().equals(this.sentId.received()), "liveness",
				() -> "stored '" + this.store.position() + "' instead of '" + this.sentId.received() + "'");
		this.world.require(this.sentId.received().equals(this.server.lastId()), "liveness",
				() -> "reached '" + this.sentId.received() + "' instead of '" + this.server.lastId() + "'");
	}

	boolean isDone() {
		Arrival last = this.arrivals.isEmpty() ? null : this.arrivals.get(this.arrivals.size() - 1);
		return last != null && last.block().number() == this.server.log().size() - 1 && last.isFinished()
				&& this.store.position().equals(this.sentId.received());
	}

}
