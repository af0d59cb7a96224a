package dev.eventsource.delivery;

import java.util.concurrent.CompletionStage;

import dev.eventsource.MessageEvent;
import org.jspecify.annotations.Nullable;

/**
 * What a handler is called with, an event or a batch of them, and how far that is. Owned
 * by the lane that makes the calls.
 */
abstract class Attempt {

	private int calls;

	/** Calls that failed for a reason that passes. */
	private int excused;

	private @Nullable Await await;

	private Phase phase = Phase.READY;

	/**
	 * Returns the event that stands for this where one is to be named.
	 * @return the only event, or the first
	 */
	abstract MessageEvent event();

	/**
	 * Returns the handler whose turn it is.
	 * @return the handler, or {@code null} if all are done
	 */
	abstract @Nullable HandlerSlot slot();

	/**
	 * Calls a handler.
	 * @param handler whose turn it is
	 * @return completes when it is done; {@code null} if it is already
	 * @throws Exception if it failed
	 */
	abstract @Nullable CompletionStage<?> call(EventHandler handler) throws Exception;

	/**
	 * The handler has done its part. One that acknowledges may do so later.
	 */
	abstract void next();

	/**
	 * Says what is wrong with a failure of a call, and with what.
	 * @param thrown what the handler threw
	 * @return why it failed
	 */
	abstract Throwable diagnose(Throwable thrown);

	/**
	 * Returns what failed in the last call that was diagnosed.
	 * @return this, or the one event of it that is to blame
	 */
	abstract Attempt culprit();

	int calls() {
		return this.calls;
	}

	void countCall() {
		this.calls++;
	}

	/**
	 * The last call does not count as one of those that may fail.
	 */
	void excuseCall() {
		this.excused++;
	}

	/**
	 * Returns how many calls count as such.
	 * @return the calls but the excused ones
	 */
	int chargedCalls() {
		return this.calls - this.excused;
	}

	/**
	 * Takes over the calls that were made for more than this.
	 * @param made their number
	 */
	void takeCalls(int made) {
		this.calls = made;
		this.excused = 0;
	}

	void resetCalls() {
		this.calls = 0;
		this.excused = 0;
		this.phase = Phase.READY;
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

	/**
	 * Offers the failure of a call.
	 * @param cause why the handler failed
	 * @return whether that is all that becomes of it
	 */
	boolean takesFailure(Throwable cause) {
		return false;
	}

	/**
	 * What is waited for.
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
