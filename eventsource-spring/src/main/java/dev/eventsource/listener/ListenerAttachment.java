package dev.eventsource.listener;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.eventsource.Registration;
import dev.eventsource.delivery.EventHandler;
import dev.eventsource.delivery.EventHandlers;
import dev.eventsource.delivery.HandlerTargets;

/**
 * Listeners at their sources, also at those that are registered later.
 */
final class ListenerAttachment {

	private static final int FEW = 64;

	private final HandlerTargets targets;

	private final Map<ListenerMethod, EventHandler> listeners = new LinkedHashMap<>();

	private final Map<String, List<Registration>> registrations = new HashMap<>();

	private int pruneAt = FEW;

	private boolean detached;

	/**
	 * Creates an attachment.
	 * @param listeners in calling order
	 */
	ListenerAttachment(HandlerTargets targets, List<ListenerMethod> listeners) {
		this.targets = targets;
		listeners.forEach((listener) -> this.listeners.put(listener, listener.handler()));
	}

	void attach() {
		// first the callback: a source that comes in between is met twice, not missed
		this.targets.onRegistered(this::attachTo);
		this.targets.sources().forEach(this::attachTo);
	}

	private synchronized void attachTo(String source) {
		if (this.detached) {
			return;
		}
		EventHandlers handlers = this.targets.handlers(source);
		List<Registration> added = new ArrayList<>();
		this.listeners.forEach((listener, handler) -> {
			if (listener.definition().takes(source) && !handlers.handlers().contains(handler)) {
				added.add(handlers.add(handler));
			}
		});
		if (!added.isEmpty()) {
			forgetRemoved();
			this.registrations.put(source, added);
		}
	}

	// now and then: nobody says when a source is removed
	private void forgetRemoved() {
		if (this.registrations.size() >= this.pruneAt) {
			this.registrations.keySet().retainAll(Set.copyOf(this.targets.sources()));
			this.pruneAt = Math.max(FEW, 2 * this.registrations.size());
		}
	}

	synchronized void detach() {
		this.detached = true;
		this.registrations.values().stream().flatMap(Collection::stream).forEach(Registration::remove);
		this.registrations.clear();
	}

}
