package dev.eventsource.delivery;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import dev.eventsource.FailedEvent;
import dev.eventsource.MessageEvent;
import dev.eventsource.delivery.HandlerRetry.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * An event that is handled in transactions: what each attempt begins with. Owned by the
 * lane.
 */
final class TransactionalEvent {

	private final CurrentEvent event;

	private final HandlerSlot[] route;

	/** Handlers that failed with it for the last time. */
	private final Set<HandlerSlot> without = new HashSet<>();

	/** To be stored with the next attempt. */
	private final List<FailedEvent> deadLetters = new ArrayList<>();

	private int calls;

	/** Calls that failed for a reason that passes. */
	private int excused;

	private boolean alone;

	private boolean skipped;

	TransactionalEvent(CurrentEvent event, HandlerSlot[] route) {
		this.event = event;
		this.route = route;
	}

	CurrentEvent current() {
		return this.event;
	}

	MessageEvent event() {
		return this.event.event();
	}

	List<HandlerSlot> handlers() {
		return Arrays.stream(this.route).filter(this::takes).toList();
	}

	boolean takes(HandlerSlot slot) {
		return Arrays.asList(this.route).contains(slot) && !slot.isRemoved() && !this.without.contains(slot);
	}

	/** Whether there is anything to do that needs a transaction. */
	boolean isTaken() {
		return !this.deadLetters.isEmpty() || !handlers().isEmpty();
	}

	/**
	 * Goes on without some handlers.
	 * @param slots the handlers
	 */
	void without(List<HandlerSlot> slots) {
		this.without.addAll(slots);
		this.calls = 0;
		this.excused = 0;
	}

	void deadLetter(FailedEvent letter) {
		this.deadLetters.add(letter);
	}

	List<FailedEvent> deadLetters() {
		return this.deadLetters;
	}

	void skip() {
		this.skipped = true;
	}

	boolean isSkipped() {
		return this.skipped;
	}

	void isolate() {
		this.alone = true;
	}

	boolean isAlone() {
		return this.alone;
	}

	void countCall(Verdict verdict) {
		this.calls++;
		this.excused += (verdict == Verdict.WITHOUT_END) ? 1 : 0;
	}

	int calls() {
		return this.calls;
	}

	/**
	 * Returns how many calls count as such.
	 * @return the calls but the excused ones
	 */
	int chargedCalls() {
		return this.calls - this.excused;
	}

	/**
	 * Makes what is kept of the event.
	 * @param slot the handler that failed, or {@code null} if nobody knows which one
	 * @param failure why
	 * @return the dead letter
	 */
	FailedEvent letter(@Nullable HandlerSlot slot, Throwable failure) {
		return new FailedEvent(event(), (slot != null) ? slot.handler().id() : "", calls(), failure);
	}

}
