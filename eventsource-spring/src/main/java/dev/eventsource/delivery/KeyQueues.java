package dev.eventsource.delivery;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.eventsource.MessageEvent;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Events behind others with the same key. Owned by the dispatcher.
 */
final class KeyQueues {

	private static final Log logger = LogFactory.getLog(KeyQueues.class);

	/** The key of events that have none: they keep their order, too. */
	private static final Object NO_KEY = new Object();

	private final EventKey key;

	private final String source;

	/** One for each key of an event that is not over. */
	private final Map<Object, KeyQueue> busy = new HashMap<>();

	private boolean failedBefore;

	KeyQueues(EventKey key, String source) {
		this.key = key;
		this.source = source;
	}

	/**
	 * Takes in an event.
	 * @param event the next one of the stream
	 * @return whether it may go on; else it waits here
	 */
	boolean enter(CurrentEvent event) {
		Object own = keyOf(event.event());
		event.key(own);
		KeyQueue queue = this.busy.get(own);
		if (queue == null) {
			this.busy.put(own, new KeyQueue());
			return true;
		}
		queue.waiting.addLast(event);
		return false;
	}

	private Object keyOf(MessageEvent event) {
		try {
			Object own = this.key.of(event);
			return (own != null) ? own : NO_KEY;
		}
		catch (RuntimeException ex) {
			if (!this.failedBefore) {
				this.failedBefore = true;
				logger.warn("Event source '" + this.source + "': 'delivery.order-by' does not work on an event ("
						+ ex.getClass().getSimpleName() + "). Such events keep the order among themselves");
			}
			return NO_KEY;
		}
	}

	/**
	 * Takes the next one of a key, to go with the event before it.
	 * @param event the event before it, which has gone on
	 * @return the next one, or {@code null}
	 */
	@Nullable CurrentEvent follower(CurrentEvent event) {
		KeyQueue queue = this.busy.get(event.key());
		if (queue == null) {
			return null;
		}
		CurrentEvent next = queue.waiting.pollFirst();
		if (next != null) {
			queue.gone++;
		}
		return next;
	}

	/**
	 * An event is over.
	 * @param event the event
	 * @return the next one of its key, which may go on now, or {@code null}
	 */
	@Nullable CurrentEvent leave(CurrentEvent event) {
		KeyQueue queue = this.busy.get(event.key());
		if (queue == null || --queue.gone > 0) {
			return null;
		}
		CurrentEvent next = follower(event);
		if (next == null) {
			this.busy.remove(event.key());
		}
		return next;
	}

	/**
	 * Forgets all events.
	 * @return those that waited
	 */
	List<CurrentEvent> drain() {
		List<CurrentEvent> all = new ArrayList<>();
		this.busy.values().forEach((queue) -> all.addAll(queue.waiting));
		this.busy.clear();
		return all;
	}

	private static final class KeyQueue {

		private final Deque<CurrentEvent> waiting = new ArrayDeque<>(0);

		/** Events that have gone on and are not over. */
		private int gone = 1;

	}

}
