package dev.eventsource.simulation;

import java.util.ArrayList;
import java.util.List;

import dev.eventsource.MessageEvent;
import org.jspecify.annotations.Nullable;

/**
 * A block that has reached the client whole, and how far its handlers are.
 */
final class Arrival {

	private final Block block;

	private final String idAfter;

	private final String source;

	/** Who takes it: those who are there when the first of them is called. */
	private @Nullable List<ScriptedHandler> route;

	private final List<ScriptedHandler> unacknowledged = new ArrayList<>();

	private int next;

	private boolean running;

	Arrival(Block block, String idAfter, String source) {
		this.block = block;
		this.idAfter = idAfter;
		this.source = source;
		this.route = block.isEvent() ? null : List.of();
	}

	Block block() {
		return this.block;
	}

	String idAfter() {
		return this.idAfter;
	}

	/** A guest may take it; if there is none, nobody hears of it. */
	boolean isOptional() {
		return this.route == null && !this.block.isWanted();
	}

	boolean isRouted() {
		return this.route != null;
	}

	void route(List<ScriptedHandler> handlers) {
		if (this.route == null) {
			this.route = handlers.stream().filter((handler) -> handler.takes(this.block.type())).toList();
			this.route.stream().filter(ScriptedHandler::acknowledges).forEach(this.unacknowledged::add);
		}
	}

	/** Returns whether every handler has returned, and so the next event may come. */
	boolean isPassed() {
		return this.route != null && turn(this.route) == null;
	}

	boolean isFinished() {
		return isOptional() || isPassed() && this.unacknowledged.isEmpty();
	}

	boolean isRunning() {
		return this.running;
	}

	boolean isTurnOf(String handler) {
		ScriptedHandler turn = (this.route != null) ? turn(this.route) : null;
		return turn != null && turn.id().equals(handler);
	}

	/** A handler that has left before it was done is passed over. */
	private @Nullable ScriptedHandler turn(List<ScriptedHandler> handlers) {
		while (!this.running && this.next < handlers.size() && handlers.get(this.next).isRemoved()) {
			this.unacknowledged.remove(handlers.get(this.next));
			this.next++;
		}
		return (this.next < handlers.size()) ? handlers.get(this.next) : null;
	}

	boolean isSame(MessageEvent event) {
		return event.data().equals(this.block.data()) && event.type().equals(this.block.type())
				&& event.lastEventId().equals(this.idAfter) && event.origin().equals("http://localhost")
				&& event.source().equals(this.source);
	}

	void called() {
		this.running = true;
	}

	void failed() {
		this.running = false;
	}

	void handled() {
		this.running = false;
		this.next++;
	}

	void setAside() {
		this.running = false;
		ScriptedHandler turn = (this.route != null) ? turn(this.route) : null;
		if (turn != null) {
			this.unacknowledged.remove(turn);
			this.next++;
		}
	}

	void acknowledged(ScriptedHandler handler) {
		this.unacknowledged.remove(handler);
	}

	@Override
	public String toString() {
		return this.block + " (behind it '" + this.idAfter + "')";
	}

}
