package dev.eventsource.simulation;

import java.util.ArrayList;
import java.util.List;

/**
 * The listeners of a source as they come and go: two that stay, unless both leave, and a
 * guest.
 */
final class Listeners {

	static final String GUEST = "guest";

	private final World world;

	private final Member member;

	/** In the order of their registration. */
	private final List<ScriptedHandler> present = new ArrayList<>();

	Listeners(World world, Member member) {
		this.world = world;
		this.member = member;
	}

	/** In the order of their registration. */
	List<ScriptedHandler> present() {
		return List.copyOf(this.present);
	}

	/** Sees that the two are there; the first one takes all that must be handled. */
	void arrive() {
		if (this.present.stream().noneMatch((handler) -> handler.id().equals("plain"))) {
			add(new ScriptedHandler(this.world, this.member, "plain", "message", "other"));
			add(new ScriptedHandler(this.world, this.member, "acknowledging", "message"));
		}
	}

	/** A guest comes, or goes. */
	void guest() {
		for (ScriptedHandler handler : present()) {
			if (handler.id().equals(GUEST)) {
				remove(handler);
				return;
			}
		}
		// alone, it would see to it that what it does not take counts as handled
		if (!this.present.isEmpty()) {
			add(new ScriptedHandler(this.world, this.member, GUEST, "message", "nobody"));
		}
	}

	/** All leave, unless one of them is at work. Events wait until somebody comes. */
	void leave() {
		if (!this.member.witness().isHandling()) {
			present().forEach(this::remove);
		}
	}

	private void add(ScriptedHandler handler) {
		this.world.note(this.member.service().name(), () -> handler.id() + " comes");
		this.present.add(handler);
		handler.registered(this.member.source().add(handler));
	}

	private void remove(ScriptedHandler handler) {
		this.world.note(this.member.service().name(), () -> handler.id() + " leaves");
		this.present.remove(handler);
		this.member.witness().leaves(handler::remove);
	}

}
