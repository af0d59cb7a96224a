package dev.eventsource.delivery;

import java.util.Objects;

import dev.eventsource.Acknowledgment;
import dev.eventsource.MessageEvent;
import org.jspecify.annotations.Nullable;

/**
 * The event that the handlers are called with, and how far they are. Owned by the
 * dispatcher.
 */
final class CurrentEvent {

	private static final Acknowledgment NONE = () -> {
	};

	private final MessageEvent event;

	private HandlerSlot @Nullable [] route;

	private int index;

	private int calls;

	private @Nullable PendingAcks acks;

	private @Nullable Acknowledgment acknowledgment;

	private @Nullable Await await;

	private Phase phase = Phase.READY;

	private boolean deadLettered;

	private boolean skipped;

	CurrentEvent(MessageEvent event) {
		this.event = event;
	}

	MessageEvent event() {
		return this.event;
	}

	boolean hasRoute() {
		return this.route != null;
	}

	/**
	 * Begins at the first of some handlers.
	 * @param route the handlers of the event's type
	 * @param acknowledged called when the last acknowledgement has come
	 */
	void route(HandlerSlot[] route, Runnable acknowledged) {
		this.route = route;
		this.index = 0;
		int count = 0;
		for (HandlerSlot slot : route) {
			count += slot.handler().acknowledges() ? 1 : 0;
		}
		this.acks = (count > 0) ? new PendingAcks(count, acknowledged) : null;
	}

	/**
	 * Forgets the handlers: all of them have gone.
	 */
	void unroute() {
		this.route = null;
		this.calls = 0;
		this.acknowledgment = null;
	}

	/**
	 * Returns the handler whose turn it is.
	 * @return the handler, or {@code null} if all are done
	 */
	@Nullable HandlerSlot slot() {
		HandlerSlot[] handlers = Objects.requireNonNull(this.route);
		return (this.index < handlers.length) ? handlers[this.index] : null;
	}

	int calls() {
		return this.calls;
	}

	/**
	 * Counts a call of the handler whose turn it is.
	 * @return the handler's acknowledgement, the same at each of its calls
	 */
	Acknowledgment called() {
		this.calls++;
		PendingAcks pending = this.acks;
		HandlerSlot slot = slot();
		if (pending == null || slot == null || !slot.handler().acknowledges()) {
			return NONE;
		}
		Acknowledgment own = this.acknowledgment;
		if (own == null) {
			own = pending.next();
			this.acknowledgment = own;
		}
		return own;
	}

	/**
	 * The handler has done its part. One that acknowledges may do so later.
	 */
	void next() {
		this.index++;
		this.calls = 0;
		this.acknowledgment = null;
		this.phase = Phase.READY;
	}

	/**
	 * The event goes on without the handler: nothing is expected from it any more.
	 */
	void nextWithout() {
		called().acknowledge();
		next();
	}

	void await(Phase phase, Await await) {
		this.phase = phase;
		this.await = await;
	}

	@Nullable Await await() {
		return this.await;
	}

	/**
	 * Ends the wait.
	 * @return what was waited for
	 */
	Phase awaited() {
		Phase before = this.phase;
		this.phase = Phase.READY;
		this.await = null;
		return before;
	}

	Phase phase() {
		return this.phase;
	}

	@Nullable PendingAcks acks() {
		return this.acks;
	}

	void deadLetter() {
		this.deadLettered = true;
	}

	void skip() {
		this.skipped = true;
	}

	boolean isDeadLettered() {
		return this.deadLettered;
	}

	boolean isSkipped() {
		return this.skipped;
	}

	/**
	 * What the event waits for.
	 */
	enum Phase {

		/** Nothing: the next call can be made. */
		READY,

		/** A handler that returned a stage. */
		COMPLETION,

		/** The time of the next call. */
		RETRY,

		/** A dead letter to be kept. */
		DEAD_LETTER

	}

}
