package dev.eventsource.delivery;

import java.util.HashSet;
import java.util.Set;

import dev.eventsource.MessageEvent;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Knows which events have been handled before. Owned by the dispatcher.
 */
final class Deduplication {

	private static final Log logger = LogFactory.getLog(Deduplication.class);

	private static final String BY_ID = "id";

	private final String source;

	private final EventKey key;

	/** Whether an event that has no id of its own has no key either. */
	private final boolean byId;

	private final Committer committer;

	private final KeyWindow handled;

	/** Keys of events that have begun and are not over. */
	private final Set<KeyWindow.Key> begun = new HashSet<>();

	/** The id in force, the very object. */
	private @Nullable String inForce;

	private @Nullable MessageEvent asked;

	private KeyWindow.@Nullable Key keyOfAsked;

	private boolean failedBefore;

	private Deduplication(DeliveryParts parts, DeliverySettings.Deduplicate settings) {
		this.source = parts.settings().source();
		this.key = EventKey.of(parts.settings(), "delivery.deduplicate.by", settings.by(),
				parts.seams().payloadConverter());
		this.byId = settings.by().equals(BY_ID);
		this.committer = parts.committer();
		this.handled = new KeyWindow(settings.window());
	}

	/**
	 * Returns what the settings ask for.
	 * @param parts have the settings
	 * @return {@code null} if they ask for nothing
	 */
	static @Nullable Deduplication of(DeliveryParts parts) {
		DeliverySettings.Deduplicate settings = parts.settings().deduplicate();
		return (settings.window() > 0) ? new Deduplication(parts, settings) : null;
	}

	/**
	 * Returns whether an event must wait for one with the same key: whether it is the
	 * same is only known when that is handled.
	 * @param event the next one of the stream
	 * @return whether such an event has begun and is not over
	 */
	boolean mustWait(MessageEvent event) {
		KeyWindow.Key own = key(event);
		return own != null && this.begun.contains(own);
	}

	/**
	 * Returns whether an event has been handled before.
	 * @param event the next one of the stream
	 * @return whether its key is known
	 */
	boolean isDuplicate(MessageEvent event) {
		KeyWindow.Key own = key(event);
		return own != null && this.handled.contains(own);
	}

	/**
	 * An event begins.
	 * @param event the event, asked about before
	 */
	void begin(CurrentEvent event) {
		KeyWindow.Key own = key(event.event());
		if (own != null) {
			event.duplicateKey(own);
			this.begun.add(own);
		}
	}

	/**
	 * The stream has gone on.
	 * @param lastEventId the id in force from here on
	 */
	void passed(String lastEventId) {
		this.inForce = lastEventId;
		this.asked = null;
	}

	/**
	 * Handlers are done with an event, or it was abandoned.
	 * @param event the event
	 */
	void over(CurrentEvent event) {
		this.begun.remove(event.duplicateKey());
	}

	/**
	 * An event counts as handled: it would be the same if it came again.
	 * @param event the event
	 */
	void handled(CurrentEvent event) {
		KeyWindow.Key own = event.duplicateKey();
		if (own != null && !event.isDeadLettered() && !event.isSkipped()) {
			this.handled.add(own);
		}
	}

	private KeyWindow.@Nullable Key key(MessageEvent event) {
		if (event != this.asked) {
			this.asked = event;
			this.keyOfAsked = find(event);
		}
		return this.keyOfAsked;
	}

	private KeyWindow.@Nullable Key find(MessageEvent event) {
		if (this.byId && !hasOwnId(event.lastEventId())) {
			return null;
		}
		try {
			Object value = this.key.of(event);
			return (value != null) ? this.handled.key(value) : null;
		}
		catch (RuntimeException ex) {
			if (!this.failedBefore) {
				this.failedBefore = true;
				logger.warn("Event source '" + this.source + "': 'delivery.deduplicate.by' does not work on an event ("
						+ ex.getClass().getSimpleName() + "). Such events are never duplicates");
			}
			return null;
		}
	}

	// the parser makes a new object of each id that is sent, and carries it on; a
	// stream begins with the id that was received or stored last
	private boolean hasOwnId(String lastEventId) {
		return !lastEventId.isEmpty() && lastEventId != this.inForce
				&& lastEventId != this.committer.keeper().committedId();
	}

}
