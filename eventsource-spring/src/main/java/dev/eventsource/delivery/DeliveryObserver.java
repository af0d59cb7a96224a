package dev.eventsource.delivery;

import dev.eventsource.FailedEvent;
import dev.eventsource.MessageEvent;

/**
 * Told what becomes of events. Called where it happens; must not block.
 */
public interface DeliveryObserver {

	/**
	 * An event has been taken from the stream into the mailbox.
	 * @param type its type
	 */
	default void received(String type) {
	}

	/**
	 * Events of one type have been taken from the stream, one right after another.
	 * @param type their type
	 * @param events how many, one or more
	 */
	default void received(String type, int events) {
		for (int event = 0; event < events; event++) {
			received(type);
		}
	}

	/**
	 * A handler's call has ended.
	 * @param handler which
	 * @param event what it was called with
	 * @param outcome {@code success}, {@code failure} or {@code empty}
	 * @param nanos how long it took
	 */
	default void called(EventHandler handler, MessageEvent event, String outcome, long nanos) {
	}

	/**
	 * Calls follow on this thread, one right after another: what is told of them here may
	 * be taken in together.
	 */
	default void rowBegins() {
	}

	/** The row of calls has ended. */
	default void rowEnds() {
	}

	/**
	 * A handler failed and is called again later.
	 * @param handler which
	 * @param event what it was called with
	 * @param cause what it threw
	 * @param attempt calls so far
	 */
	default void retrying(EventHandler handler, MessageEvent event, Throwable cause, int attempt) {
	}

	/**
	 * An event has been set aside.
	 * @param deadLetter the event and why
	 */
	default void deadLettered(FailedEvent deadLetter) {
	}

	/**
	 * The publisher did not take a dead letter. It is asked again until it does.
	 * @param deadLetter what it was to keep
	 * @param cause what it threw
	 */
	default void deadLetterRefused(FailedEvent deadLetter, Throwable cause) {
	}

	/**
	 * An event was passed over by a rule.
	 * @param reason {@code failed}, {@code duplicate}, or what the stream gave
	 * @param lastEventId the id in force behind the event
	 */
	default void skipped(String reason, String lastEventId) {
	}

	/**
	 * An event of a type came that no handler takes; told once a type.
	 * @param type the type
	 */
	default void unhandled(String type) {
	}

	/**
	 * The source must stop: an event failed for the last time and the rule is to stop.
	 * @param failed the event
	 */
	default void stopRequired(FailedEvent failed) {
	}

	/**
	 * A position has been stored.
	 * @param lastEventId the id
	 */
	default void committed(String lastEventId) {
	}

	/**
	 * The store did not take a position. It is asked again until it does.
	 * @param cause what it threw
	 */
	default void commitFailed(Throwable cause) {
	}

}
