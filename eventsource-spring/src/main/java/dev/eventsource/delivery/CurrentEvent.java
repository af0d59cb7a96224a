package dev.eventsource.delivery;

import java.util.Objects;
import java.util.concurrent.CompletionStage;

import dev.eventsource.Acknowledgment;
import dev.eventsource.BatchListenerFailedException;
import dev.eventsource.MessageEvent;
import org.jspecify.annotations.Nullable;

/**
 * An event that the handlers are called with, one after another, and how far they are.
 * Owned by the dispatcher, and by a lane while that has it.
 */
class CurrentEvent extends Attempt {

	/** Of a handler that does not acknowledge. */
	static final Acknowledgment NONE = () -> {
	};

	private final MessageEvent event;

	private HandlerSlot @Nullable [] route;

	private int index;

	private long number;

	private @Nullable PendingAcks acks;

	private @Nullable Acknowledgment acknowledgment;

	/** Why the handler is not called again, once that is certain. */
	private @Nullable Throwable verdict;

	/** What events keep their order by; {@code null} if there is no such thing. */
	private @Nullable Object key;

	/** What it is recognized by if it comes again. */
	private KeyWindow.@Nullable Key duplicateKey;

	/** Whether it must not be in a batch: it has failed in one. */
	private boolean alone;

	private boolean deadLettered;

	private boolean skipped;

	private boolean abandoned;

	/**
	 * Whether its place among others is kept; known to the dispatcher, as is the next.
	 */
	private boolean hasPlace;

	private boolean finished;

	CurrentEvent(MessageEvent event) {
		this.event = event;
	}

	/**
	 * Creates an event that has been with some handlers, none of which acknowledges.
	 * @param event the event
	 * @param route all its handlers
	 * @param index whose turn it is
	 */
	CurrentEvent(MessageEvent event, HandlerSlot[] route, int index) {
		this.event = event;
		this.route = route;
		this.index = index;
	}

	@Override
	MessageEvent event() {
		return this.event;
	}

	/** Its place among the events of its lane. */
	long number() {
		return this.number;
	}

	void number(long number) {
		this.number = number;
	}

	@Nullable Object key() {
		return this.key;
	}

	void key(Object key) {
		this.key = key;
	}

	KeyWindow.@Nullable Key duplicateKey() {
		return this.duplicateKey;
	}

	void duplicateKey(KeyWindow.Key key) {
		this.duplicateKey = key;
	}

	int size() {
		return Entry.OVERHEAD + this.event.dataBytes().length;
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
		forgetCalls();
	}

	@Override
	@Nullable HandlerSlot slot() {
		HandlerSlot[] handlers = this.route;
		return (handlers != null && this.index < handlers.length) ? handlers[this.index] : null;
	}

	/**
	 * Returns the handler whose turn it is, where there must be one.
	 */
	HandlerSlot nextSlot() {
		return Objects.requireNonNull(slot());
	}

	@Override
	@Nullable CompletionStage<?> call(EventHandler handler) throws Exception {
		countCall();
		return handler.handle(this.event, acknowledgment());
	}

	/**
	 * Returns the acknowledgement of the handler whose turn it is.
	 * @return the same at each of its calls
	 */
	Acknowledgment acknowledgment() {
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

	@Override
	void next() {
		this.index++;
		forgetCalls();
	}

	private void forgetCalls() {
		resetCalls();
		this.acknowledgment = null;
		this.verdict = null;
		this.alone = false;
	}

	/** Whether no handler comes behind the one whose turn it is. */
	boolean isLast() {
		return this.route != null && this.index == this.route.length - 1;
	}

	/**
	 * The event goes on without the handler: nothing is expected from it any more.
	 */
	void nextWithout() {
		acknowledgment().acknowledge();
		next();
	}

	@Override
	Throwable diagnose(Throwable thrown) {
		BatchListenerFailedException failed = CurrentBatch.named(thrown);
		return (failed != null && failed.getCause() != null) ? failed.getCause() : thrown;
	}

	@Override
	CurrentEvent culprit() {
		return this;
	}

	/**
	 * Takes the event out of its batch: it has failed there.
	 */
	void isolate() {
		this.alone = true;
	}

	boolean isAlone() {
		return this.alone;
	}

	/**
	 * The handler is not called again.
	 * @param failure why
	 */
	void giveUp(Throwable failure) {
		this.verdict = failure;
	}

	/** Why the handler is not called again, {@code null} if it is. */
	@Nullable Throwable verdict() {
		return this.verdict;
	}

	void deadLetter() {
		this.deadLettered = true;
	}

	void skip() {
		this.skipped = true;
	}

	void abandon() {
		this.abandoned = true;
	}

	boolean isDeadLettered() {
		return this.deadLettered;
	}

	boolean isSkipped() {
		return this.skipped;
	}

	boolean isAbandoned() {
		return this.abandoned;
	}

	void keepPlace() {
		this.hasPlace = true;
	}

	boolean hasPlace() {
		return this.hasPlace;
	}

	/**
	 * All handlers are done with it.
	 * @return whether it counts as handled now
	 */
	boolean finish() {
		this.finished = true;
		return isHandled();
	}

	boolean isHandled() {
		return this.finished && (this.acks == null || this.acks.areComplete());
	}

}
