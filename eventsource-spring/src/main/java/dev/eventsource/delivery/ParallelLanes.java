package dev.eventsource.delivery;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.IntStream;

import dev.eventsource.delivery.Lifecycle.Mode;
import org.jspecify.annotations.Nullable;

/**
 * Several events at a time: those with different keys on different lanes, those with the
 * same key one after another. An event that waits for another attempt holds its key, but
 * no lane.
 */
final class ParallelLanes implements Lanes {

	private final DeliveryParts parts;

	private final Outcome outcome;

	private final @Nullable KeyQueues keys;

	private final Gathering gathering;

	private final List<ParallelLane> lanes;

	private final Deque<ParallelLane> idle = new ArrayDeque<>();

	/** What lanes hand back, in their turns. */
	private final Queue<CurrentEvent> returned = new ConcurrentLinkedQueue<>();

	private final Queue<ParallelLane> free = new ConcurrentLinkedQueue<>();

	/** Events that may go to a lane, in the order of the stream. */
	private final Deque<CurrentEvent> ready = new ArrayDeque<>();

	/** Events that wait for another attempt. */
	private final List<CurrentEvent> aside = new ArrayList<>();

	/** Events that have begun and are in no lane, and their size. */
	private int held;

	private long heldBytes;

	private boolean looksAside;

	private boolean released;

	private long now;

	ParallelLanes(DeliveryParts parts, UnhandledTypes unhandled, @Nullable KeyQueues keys, Outcome outcome) {
		this.parts = parts;
		this.outcome = outcome;
		this.keys = keys;
		this.gathering = new Gathering(parts);
		ParallelLane.Outcome reports = new Returns();
		this.lanes = IntStream.range(0, parts.settings().handling().concurrency())
			.mapToObj((number) -> new ParallelLane(parts, unhandled, reports))
			.toList();
		this.idle.addAll(this.lanes);
	}

	@Override
	public void beginTurn() {
		this.now = this.parts.seams().timer().nanoTime();
		this.looksAside = true;
	}

	@Override
	public long now() {
		return this.now;
	}

	@Override
	public boolean advance(Mode mode) {
		CurrentEvent event = this.returned.poll();
		if (event != null) {
			takeBack(event);
			return true;
		}
		ParallelLane lane = this.free.poll();
		if (lane != null) {
			lane.taken();
			this.idle.push(lane);
			return true;
		}
		if (mode.isEnding() || mode == Mode.FAILED) {
			return abandonHeld();
		}
		if (this.looksAside) {
			this.looksAside = false;
			bringBack();
		}
		return mode == Mode.RUNNING && assign();
	}

	private void takeBack(CurrentEvent event) {
		if (event.await() != null) {
			hold(event);
			this.aside.add(event);
			this.looksAside = true;
			return;
		}
		over(event);
	}

	private void over(CurrentEvent event) {
		CurrentEvent next = (this.keys != null) ? this.keys.leave(event) : null;
		if (next != null) {
			this.ready.addLast(next);
		}
		this.outcome.over(event);
	}

	/** Of those that wait for another attempt, takes those that need not. */
	private void bringBack() {
		Iterator<CurrentEvent> events = this.aside.iterator();
		while (events.hasNext()) {
			CurrentEvent event = events.next();
			Await await = event.await();
			if (await == null || await.isOver() || event.nextSlot().isRemoved()) {
				events.remove();
				this.ready.addFirst(event);
			}
		}
	}

	private boolean assign() {
		if (this.ready.isEmpty() || this.idle.isEmpty()) {
			return false;
		}
		int most = 1;
		if (this.parts.handlers().hasBatches()) {
			most = this.parts.settings().handling().batchSize();
			if (this.ready.size() < most && !this.released) {
				return false;
			}
		}
		this.idle.pop().give(take(most));
		this.released &= !this.ready.isEmpty();
		return true;
	}

	private List<CurrentEvent> take(int most) {
		List<CurrentEvent> events = new ArrayList<>(Math.min(most, this.ready.size()));
		while (events.size() < most && !this.ready.isEmpty()) {
			CurrentEvent event = letGo(this.ready.removeFirst());
			while (event != null) {
				events.add(event);
				CurrentEvent next = (this.keys != null && events.size() < most) ? this.keys.follower(event) : null;
				event = (next != null) ? letGo(next) : null;
			}
		}
		return events;
	}

	private void hold(CurrentEvent event) {
		this.held++;
		this.heldBytes += event.size();
	}

	private CurrentEvent letGo(CurrentEvent event) {
		this.held--;
		this.heldBytes -= event.size();
		return event;
	}

	private boolean abandonHeld() {
		List<CurrentEvent> all = new ArrayList<>(this.ready);
		this.aside.forEach(ParallelLanes::cancel);
		all.addAll(this.aside);
		if (this.keys != null) {
			all.addAll(this.keys.drain());
		}
		this.ready.clear();
		this.aside.clear();
		for (CurrentEvent event : all) {
			letGo(event).abandon();
			over(event);
		}
		return !all.isEmpty();
	}

	private static void cancel(CurrentEvent event) {
		Await await = event.await();
		if (await != null) {
			await.cancel();
		}
	}

	@Override
	public boolean hasRoom() {
		int wanted = this.parts.handlers().hasBatches() ? this.parts.settings().handling().batchSize()
				: this.idle.size();
		DeliverySettings settings = this.parts.settings();
		boolean enough = settings.bufferSize() > 0 && this.held >= settings.bufferSize()
				|| settings.bufferBytes() > 0 && this.heldBytes >= settings.bufferBytes();
		return !this.idle.isEmpty() && this.ready.size() < wanted && (!enough || this.held == 0);
	}

	@Override
	public void begin(CurrentEvent event) {
		this.outcome.goesOn(event);
		hold(event);
		if (this.keys != null && !this.keys.enter(event)) {
			return;
		}
		if (this.ready.isEmpty()) {
			this.gathering.begin();
		}
		this.ready.addLast(event);
	}

	@Override
	public boolean release(boolean mayCome) {
		boolean canGo = !this.ready.isEmpty() && !this.idle.isEmpty() && !this.released;
		if (!canGo || !this.gathering.isOver(mayCome)) {
			return false;
		}
		this.released = true;
		return true;
	}

	@Override
	public boolean isQuiet() {
		return this.ready.isEmpty() && this.idle.size() == this.lanes.size() && this.returned.isEmpty();
	}

	@Override
	public boolean isEmpty() {
		return isQuiet() && this.held == 0;
	}

	@Override
	public void broken(Throwable failure) {
		// no event is to blame: those in lanes see to themselves
	}

	@Override
	public void wake() {
		this.lanes.forEach(ParallelLane::wake);
	}

	@Override
	public void tick(long now) {
		this.lanes.forEach((lane) -> lane.tick(now));
	}

	@Override
	public void interrupt() {
		this.lanes.forEach((lane) -> lane.running().interrupt());
	}

	@Override
	public @Nullable String stuck(long now) {
		return this.lanes.stream()
			.map((lane) -> lane.running().stuck(this.parts.settings().stuckAfter(), now))
			.filter(Objects::nonNull)
			.findFirst()
			.orElse(null);
	}

	@Override
	public boolean isInside() {
		return this.lanes.stream().anyMatch(ParallelLane::isInside);
	}

	/**
	 * Takes what lanes say to the dispatcher's turns.
	 */
	private final class Returns implements ParallelLane.Outcome {

		@Override
		public void over(CurrentEvent event) {
			giveBack(event);
		}

		@Override
		public void setAside(CurrentEvent event) {
			giveBack(event);
		}

		private void giveBack(CurrentEvent event) {
			ParallelLanes.this.returned.add(event);
			ParallelLanes.this.parts.wake().run();
		}

		@Override
		public void goesOn(CurrentEvent event) {
			// all do
		}

		@Override
		public void free(ParallelLane lane) {
			ParallelLanes.this.free.add(lane);
			ParallelLanes.this.parts.wake().run();
		}

		@Override
		public boolean rejected(RejectedExecutionException cause) {
			return ParallelLanes.this.outcome.rejected(cause);
		}

	}

}
