package dev.eventsource.simulation;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import dev.eventsource.MessageEvent;
import org.jspecify.annotations.Nullable;

/**
 * What has come since the source was started, in its order.
 */
final class Arrivals {

	private final List<Arrival> all = new ArrayList<>();

	/** The first one that handlers are not done with. */
	private int frontier;

	/** The last one that a handler was called with. */
	private @Nullable Arrival active;

	void clear() {
		this.all.clear();
		this.frontier = 0;
		this.active = null;
	}

	void add(Arrival arrival) {
		this.all.add(arrival);
	}

	/** Returns the last one that a handler was called with. */
	@Nullable Arrival active() {
		return this.active;
	}

	boolean isHandling() {
		return this.active != null && !this.active.isPassed();
	}

	/**
	 * Returns what a handler may be called with now.
	 * @param event what it is called with
	 * @return the event's arrival, or another one if that is due, or none at all
	 */
	@Nullable Arrival due(MessageEvent event) {
		while (this.frontier < this.all.size() && this.all.get(this.frontier).isPassed()) {
			this.frontier++;
		}
		for (int index = this.frontier; index < this.all.size(); index++) {
			Arrival arrival = this.all.get(index);
			if (arrival.isSame(event) && !arrival.isPassed()) {
				passOver(index);
				return arrival;
			}
			if (!arrival.isOptional() && !arrival.isPassed()) {
				return arrival;
			}
		}
		return null;
	}

	/** Nobody was there to take those before. */
	private void passOver(int end) {
		for (int index = this.frontier; index < end; index++) {
			this.all.get(index).route(List.of());
		}
		this.frontier = end;
	}

	void called(Arrival arrival, List<ScriptedHandler> present) {
		arrival.route(present);
		this.active = arrival;
	}

	/**
	 * Returns the ids that may be stored.
	 * @return those behind what is done with, without a gap
	 */
	Set<String> reached() {
		Set<String> ids = new HashSet<>();
		for (Arrival arrival : this.all) {
			if (!arrival.isFinished()) {
				break;
			}
			ids.add(arrival.idAfter());
		}
		return ids;
	}

	@Nullable Arrival last() {
		return this.all.isEmpty() ? null : this.all.get(this.all.size() - 1);
	}

}
