package dev.eventsource.simulation;

import java.util.ArrayList;
import java.util.List;
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
 * Watches one source from all sides and knows what must hold.
 */
final class Witness implements SourceObservation {

	private final World world;

	private final Member member;

	private final Server server;

	private final FlakyStore store;

	private final AttemptRules attempts;

	private final SentId sentId = new SentId();

	private final Arrivals arrivals = new Arrivals();

	/**
	 * What the run before had reached: its last save may come late, after a stop that did
	 * not wait for it.
	 */
	private Set<String> reachedBefore = Set.of();

	/** Where somebody wants the position to be, once the store takes it. */
	private final List<String> resets = new ArrayList<>();

	private long received;

	private @Nullable FailedEvent published;

	Witness(World world, Member member) {
		this.world = world;
		this.member = member;
		this.server = member.service().server();
		this.store = member.service().store();
		this.attempts = new AttemptRules(world);
	}

	AttemptRules attempts() {
		return this.attempts;
	}

	SentId sentId() {
		return this.sentId;
	}

	// what the connection tells

	@Override
	public void stateChanged(EventSourceState state) {
		this.world.note(this.member.service().name(), () -> "client is " + state.kind() + " (" + state.reason() + ")");
		boolean start = this.attempts.isStart(state);
		this.attempts.moved(state);
		if (start) {
			this.sentId.start(this.store.position());
			this.reachedBefore = this.arrivals.reached();
			this.arrivals.clear();
		}
	}

	@Override
	public void lost(EventSourceErrorEvent event, boolean rotation) {
		SimulatedExchange exchange = this.member.network().last();
		this.attempts.lost(event, rotation, exchange != null && exchange.isFruitful());
		if (event.reason().equals("idle-timeout") || event.reason().equals("partial-timeout")) {
			this.world.require(exchange != null && exchange.wasAskedFor(event.reason()), "F04",
					() -> event.reason() + " although nothing was asked for, or not for so long");
		}
	}

	// what the network tells

	void requested(String header, boolean other) {
		this.world.note(this.member.service().name(), () -> "client asks from '" + header + "'");
		this.world.require(!other, "I7", () -> "a second exchange was opened");
		// on the event loop, what a handler asked for before it asked for the end comes
		// first
		boolean late = this.member.service().scenario().direct() && this.attempts.isRestart();
		this.world.require(this.member.isMeantToRun() || late, "I9", () -> "a request after stop or pause");
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
		this.arrivals.add(new Arrival(block, this.sentId.received(), this.member.service().name()));
		if (block.kind() != Block.Kind.POSITION) {
			this.received++;
		}
		return true;
	}

	// what the handlers tell

	@Nullable Arrival called(ScriptedHandler handler, MessageEvent event) {
		this.world.note(this.member.service().name(), () -> handler.id() + " is called with " + event.data().strip());
		Arrival arrival = this.arrivals.due(event);
		this.world.require(this.member.isMeantToRun(), "I9", () -> "a handler was called after stop or pause");
		this.world.require(!handler.isRemoved(), "I9", () -> handler.id() + " was called after it had left");
		if (arrival == null || !arrival.isSame(event)) {
			this.world.violated("I3/I4", "handled '" + event.data().strip() + "' behind '" + event.lastEventId()
					+ "' instead of " + arrival);
			return null;
		}
		this.arrivals.called(arrival, this.member.listeners().present());
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
			this.member.service().finished().set(arrival.block().number());
		}
	}

	/** The publisher has taken a dead letter. */
	void published(FailedEvent deadLetter) {
		this.published = deadLetter;
	}

	@Override
	public void deadLettered(FailedEvent deadLetter) {
		this.world.require(!publishes() || this.published == deadLetter, "I1",
				() -> "goes on although the dead letter was refused: " + deadLetter);
		setAside(deadLetter.listener(), deadLetter.event());
	}

	@Override
	public void skipped(String reason, String lastEventId) {
		Arrival arrival = this.arrivals.active();
		if (reason.equals("failed") && arrival != null) {
			arrival.setAside();
			settle(arrival);
		}
	}

	private void setAside(String handler, MessageEvent event) {
		Arrival active = this.arrivals.active();
		if (active != null && active.isSame(event) && active.isPassed() && handler.equals(Listeners.GUEST)) {
			// it left while its dead letter was on its way
			return;
		}
		Arrival arrival = this.arrivals.due(event);
		if (arrival == null || !arrival.isSame(event) || !arrival.isTurnOf(handler)) {
			this.world.violated("I3", "set aside out of turn: " + event);
			return;
		}
		arrival.setAside();
		settle(arrival);
	}

	boolean isHandling() {
		return this.arrivals.isHandling();
	}

	/**
	 * A listener leaves: nothing is expected from it any more.
	 * @param leave has it leave; the next event may be handled meanwhile
	 */
	void leaves(Runnable leave) {
		Arrival arrival = this.arrivals.active();
		leave.run();
		if (arrival != null) {
			settle(arrival);
		}
	}

	// what the store tells

	/** Somebody moves the position. */
	void resetting(String id) {
		this.resets.add(id);
	}

	void committing(String id) {
		boolean known = this.reachedBefore.contains(id) || this.arrivals.reached().contains(id);
		if (!known && this.resets.remove(id)) {
			this.server.forgo(id);
			return;
		}
		this.world.require(known, "I2", () -> "'" + id + "' is stored, which nothing handled has reached");
		for (int number = 0; number < this.server.covered(id); number++) {
			int missing = number;
			this.world.require(!isWanted(number), "I1",
					() -> "'" + id + "' is stored, and " + this.server.log().get(missing) + " never comes again");
		}
	}

	private boolean isWanted(int number) {
		Block block = this.server.log().get(number);
		boolean done = this.member.service().finished().get(number) || this.server.isWithheld(number);
		return block.isWanted() && !done;
	}

	// what must hold at any time

	void check() {
		SimulatedExchange live = this.member.network().live();
		Kind kind = this.attempts.kind();
		this.world.require(live == null || kind == Kind.CONNECTING || kind == Kind.OPEN, "I7",
				() -> "an exchange is open in state " + kind);
		this.world.require(this.member.source().lastEventId().equals(this.sentId.received()), "I5", () -> "received '"
				+ this.member.source().lastEventId() + "' instead of '" + this.sentId.received() + "'");
		counters();
		this.world.require(live == null || !this.member.isSilent() || !poolIsEmpty(), "I9",
				() -> "an exchange is open after stop");
		if (live != null && kind == Kind.OPEN && poolIsEmpty()) {
			int waiting = this.member.source().facts().waiting();
			this.world.require(waiting > 0 || live.demand() > 0, "I6", () -> "has room, and asks for nothing");
		}
	}

	private void counters() {
		DeliveryCounts counts = this.member.source().facts().counts();
		int waiting = this.member.source().facts().waiting();
		long open = counts.received() - counts.handled() - counts.skipped() - counts.deadLettered()
				- counts.discarded();
		this.world.require(counts.received() == this.received, "I11",
				() -> counts + ", but " + this.received + " were received");
		this.world.require(open >= 0 && open <= waiting + 1, "I11", () -> counts + ", and " + waiting + " wait");
		boolean idle = this.member.isSilent() && poolIsEmpty();
		this.world.require(!idle || open == 0, "I11", () -> counts + " when all has come to its end");
	}

	void checkRoom() {
		int waiting = this.member.source().facts().waiting();
		int size = this.member.service().scenario().bufferSize();
		this.world.require(waiting == 0 || waiting < size, "I6",
				() -> "asks for more with " + waiting + " of " + size + " waiting");
	}

	private boolean poolIsEmpty() {
		return this.member.process().pool().isEmpty();
	}

	private boolean publishes() {
		return this.member.process().publishes();
	}

	/** Checks that all has ended well. */
	void checkEnd() {
		for (Block block : this.server.log()) {
			this.world.require(!isWanted(block.number()), "liveness", () -> block + " was never handled");
		}
		this.world.require(this.store.position().equals(this.sentId.received()), "liveness",
				() -> "stored '" + this.store.position() + "' instead of '" + this.sentId.received() + "'");
		// one that sends no ids leaves what a reset has set
		boolean moves = this.server.mode() != Server.Mode.NO_IDS;
		this.world.require(!moves || this.sentId.received().equals(this.server.lastId()), "liveness",
				() -> "reached '" + this.sentId.received() + "' instead of '" + this.server.lastId() + "'");
	}

	boolean isDone() {
		Arrival last = this.arrivals.last();
		return last != null && last.block().number() == this.server.log().size() - 1 && last.isFinished()
				&& this.store.position().equals(this.sentId.received());
	}

}
