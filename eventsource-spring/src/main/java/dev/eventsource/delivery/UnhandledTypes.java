package dev.eventsource.delivery;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tells of each type of event that no handler takes, once. Safe for any thread.
 */
final class UnhandledTypes {

	private static final int MOST = 100;

	private final Set<String> told = ConcurrentHashMap.newKeySet();

	private final DeliveryObserver observer;

	UnhandledTypes(DeliveryObserver observer) {
		this.observer = observer;
	}

	void add(String type) {
		if (this.told.size() < MOST && this.told.add(type)) {
			this.observer.unhandled(type);
		}
	}

}
