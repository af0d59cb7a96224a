package dev.eventsource.delivery;

import dev.eventsource.delivery.Lifecycle.Mode;
import org.jspecify.annotations.Nullable;

/**
 * One event after another, in the turns of the dispatcher.
 */
final class SingleLane extends OneCallLanes {

	private final DeliveryParts parts;

	private final EventLane lane;

	private final Gathering gathering;

	SingleLane(DeliveryParts parts, UnhandledTypes unhandled, Outcome outcome) {
		super(parts.settings());
		this.parts = parts;
		this.lane = new EventLane(parts, new HandlerCalls(parts, running(), parts.wake()), unhandled, outcome);
		this.gathering = new Gathering(parts);
	}

	HandlerCalls calls() {
		return this.lane.calls();
	}

	@Override
	public void beginTurn() {
		this.lane.calls().readClock();
	}

	@Override
	public long now() {
		return this.lane.calls().now();
	}

	@Override
	public boolean advance(Mode mode) {
		return this.lane.advance(mode);
	}

	@Override
	public boolean hasRoom() {
		return this.lane.hasRoom();
	}

	@Override
	public void begin(CurrentEvent event) {
		if (!this.lane.hasGathered()) {
			this.gathering.begin();
		}
		this.lane.begin(event);
	}

	@Override
	public boolean release(boolean mayCome) {
		if (!this.lane.hasGathered() || !this.gathering.isOver(mayCome)) {
			return false;
		}
		this.lane.close();
		return true;
	}

	@Override
	public boolean isQuiet() {
		return this.lane.isEmpty();
	}

	@Override
	public boolean isEmpty() {
		return this.lane.isEmpty();
	}

	@Override
	public void broken(Throwable failure) {
		this.lane.broken(failure);
	}

}
