package dev.eventsource.simulation;

import java.util.ArrayList;
import java.util.List;

import dev.eventsource.MessageEvent;

/**
 * A block that has reached the client whole, and how far its handlers are.
 */
final class Arrival {

	private final Block block;

	private final String idAfter;

	private final List<ScriptedHandler> route;

	private final List<ScriptedHandler> unacknowledged = new ArrayList<>();

	private int next;

	private boolean running;

	Arrival(Block block, String idAfter, List<ScriptedHandler> handlers) {
		this.block = block;
		this.idAfter = idAfter;
		this.route = block.isEvent() ? handlers.stream().filter((handler) -> handler.takes(block.type())).toList()
				: List.of();
		this.route.stream().filter(ScriptedHandler::acknowledges).forEach(this.unacknowledged::add);
	}

	Block block() {
		return this.block;
	}

	String idAfter() {
		return this.idAfter;
	}

	/** Returns whether every handler has returned, and so the next event may come. */
	boolean isPassed() {
		return this.next == this.route.size();
	}

	boolean isFinished() {
		return isPassed() && this.unacknowledged.isEmpty();
	}

	boolean isRunning() {
		return this.running;
	}

	boolean isTurnOf(String handler) {
		return !isPassed() && this.route.get(this.next).id().equals(handler);
	}

	boolean isSame(MessageEvent event) {
		return event.data().equals(this.block.data()) && event.type().equals(this.block.type())
				&& event.lastEventId().equals(this.idAfter) && event.origin().equals("http://localhost")
				&& event.source().equals(Process.SOURCE);
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
		this.unacknowledged.remove(this.route.get(this.next));
		this.next++;
	}

	void acknowledged(ScriptedHandler handler) {
		this.unacknowledged.remove(handler);
	}

	@Override
	public String toString() {
		return this.block + " (behind it '" + this.idAfter + "')";
	}

}
