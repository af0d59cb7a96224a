package dev.eventsource.delivery;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;

/**
 * The handler call under way, for those who watch it from other threads. The thread that
 * makes the calls never waits for them, but for the instant of an interruption.
 */
final class RunningCall {

	private final AtomicReference<State> state = new AtomicReference<>(State.NONE);

	/** Written by the calling thread before the state, read by watchers after it. */
	private @Nullable Thread thread;

	private @Nullable HandlerSlot slot;

	private final AtomicLong since = new AtomicLong();

	private volatile @Nullable Completion completion;

	/** Whether the thread was interrupted for the time the call took. */
	private volatile boolean timedOut;

	void begin(HandlerSlot slot, long now) {
		this.thread = Thread.currentThread();
		this.slot = slot;
		// no fences but that of the state: this runs for each event
		this.since.lazySet(now);
		if (this.timedOut) {
			this.timedOut = false;
		}
		this.state.set(State.ON_THREAD);
	}

	/**
	 * A call has returned and the next one begins, on the same thread: for watchers it is
	 * one that began just now.
	 * @param slot who is called
	 * @param now the time
	 */
	void goOn(HandlerSlot slot, long now) {
		if (this.slot != slot) {
			this.slot = slot;
		}
		this.since.lazySet(now);
	}

	/**
	 * The handler has returned: the thread is free, and not interrupted.
	 */
	void returned() {
		while (!this.state.compareAndSet(State.ON_THREAD, State.NONE)) {
			// an interruption is under way; it must not hit what comes next
			Thread.onSpinWait();
		}
		Thread.interrupted();
	}

	/**
	 * The handler has returned, but is not done.
	 * @param stage completes when it is
	 * @param await what the dispatcher waits for
	 */
	void goesOn(CompletionStage<?> stage, Await await) {
		this.completion = new Completion(stage, await);
		this.state.set(State.OFF_THREAD);
	}

	/**
	 * The call that went on is done.
	 */
	void completed() {
		this.state.set(State.NONE);
		this.completion = null;
	}

	long since() {
		return this.since.get();
	}

	boolean hasTimedOut() {
		return this.timedOut;
	}

	/**
	 * Ends the call if it has taken too long.
	 * @param limit longest time; 0 for none
	 * @param now the time
	 */
	void endAfter(Duration limit, long now) {
		if (!isLongerThan(limit, now)) {
			return;
		}
		if (this.state.compareAndSet(State.ON_THREAD, State.INTERRUPTING)) {
			// looked at again: another call may have begun since
			this.timedOut = isLonger(limit, now);
			interruptThread(this.timedOut);
		}
		Completion pending = this.completion;
		if (pending != null && isLonger(limit, now)) {
			pending.end(new TimeoutException());
		}
	}

	/**
	 * Interrupts the thread of the call, or ends the wait for its completion.
	 */
	void interrupt() {
		if (this.state.compareAndSet(State.ON_THREAD, State.INTERRUPTING)) {
			interruptThread(true);
		}
		Completion pending = this.completion;
		if (pending != null) {
			pending.end(new CancellationException("The completion was not waited for any longer"));
		}
	}

	private void interruptThread(boolean really) {
		if (really && this.thread != null) {
			this.thread.interrupt();
		}
		this.state.set(State.ON_THREAD);
	}

	/**
	 * Returns who takes longer than is right.
	 * @param limit what is right
	 * @param now the time
	 * @return the name of the thread, or of the handler if it holds none; {@code null} if
	 * nobody does
	 */
	@Nullable String stuck(Duration limit, long now) {
		if (!isLongerThan(limit, now)) {
			return null;
		}
		Thread holder = this.thread;
		HandlerSlot callee = this.slot;
		if (this.state.get() == State.OFF_THREAD) {
			return (callee != null) ? callee.handler().id() : null;
		}
		return (holder != null) ? holder.getName() : null;
	}

	private boolean isLongerThan(Duration limit, long now) {
		return this.state.get() != State.NONE && !limit.isZero() && isLonger(limit, now);
	}

	private boolean isLonger(Duration limit, long now) {
		return now - this.since.get() > limit.toNanos();
	}

	private enum State {

		NONE, ON_THREAD, INTERRUPTING, OFF_THREAD

	}

	private record Completion(CompletionStage<?> stage, Await await) {

		void end(Exception reason) {
			this.await.complete(reason);
			try {
				this.stage.toCompletableFuture().cancel(true);
			}
			catch (RuntimeException ex) {
				// a stage need not know how; nobody waits for it any more
			}
		}

	}

}
