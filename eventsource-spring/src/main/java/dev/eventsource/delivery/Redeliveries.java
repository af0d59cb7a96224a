package dev.eventsource.delivery;

import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

import dev.eventsource.DeadLetter;
import dev.eventsource.DeadLetterStore;
import dev.eventsource.delivery.Lifecycle.Mode;
import org.jspecify.annotations.Nullable;

/**
 * Delivers dead letters again, one after another and while no other event is handled: to
 * the listener that failed, once. What fails again stays where it is kept. Owned by the
 * dispatcher, apart from {@link #ask}.
 */
final class Redeliveries implements Lanes.Outcome {

	private final Queue<RedeliveredEvent> asked = new ConcurrentLinkedQueue<>();

	/** Handled, but for an acknowledgement. */
	private final List<RedeliveredEvent> unacknowledged = new ArrayList<>();

	private final DeliveryParts parts;

	/** Made when the first one is asked for; by the dispatcher, seen by all. */
	private volatile @Nullable SingleLane lane;

	Redeliveries(DeliveryParts parts) {
		this.parts = parts;
	}

	/**
	 * Asks for a dead letter to be delivered again. For any thread; does not block.
	 * @param id its id
	 * @return completes when it has been handled and removed
	 */
	CompletableFuture<Void> ask(String id) {
		CompletableFuture<Void> answer = new CompletableFuture<>();
		onExecutor(answer, () -> {
			DeadLetterStore store = this.parts.deadLetters().store();
			DeadLetter letter = (store != null) ? store.find(this.parts.settings().source(), id).orElse(null) : null;
			if (store == null || letter == null) {
				answer.completeExceptionally(new NoSuchElementException(
						"Event source '" + this.parts.settings().source() + "' has no dead letter '" + id + "'"));
				return;
			}
			AttemptScope attempts = this.parts.settings().handling().transactional() ? this.parts.seams().attempts()
					: null;
			this.asked.add(new RedeliveredEvent(letter, answer, attempts, () -> remove(letter)));
			this.parts.wake().run();
		});
		return answer;
	}

	private void remove(DeadLetter letter) {
		DeadLetterStore store = this.parts.deadLetters().store();
		if (store != null) {
			store.remove(letter.event().source(), letter.id());
		}
	}

	private void onExecutor(CompletableFuture<Void> answer, Runnable task) {
		Executor executor = this.parts.seams().blockingExecutor();
		try {
			executor.execute(() -> {
				try {
					task.run();
				}
				catch (Throwable ex) {
					answer.completeExceptionally(ex);
				}
			});
		}
		catch (RejectedExecutionException ex) {
			answer.completeExceptionally(ex);
		}
	}

	/** Whether other events must not begin. */
	boolean isWaiting() {
		return !isEmpty() || !this.asked.isEmpty();
	}

	/** Whether no event has begun that is not over. */
	boolean isEmpty() {
		SingleLane used = this.lane;
		return used == null || used.isEmpty();
	}

	/** Interrupts a running call; for any thread, as is what follows. */
	void interrupt() {
		SingleLane used = this.lane;
		if (used != null) {
			used.interrupt();
		}
	}

	void tick(long now) {
		SingleLane used = this.lane;
		if (used != null) {
			used.tick(now);
		}
	}

	@Nullable String stuck(long now) {
		SingleLane used = this.lane;
		return (used != null) ? used.stuck(now) : null;
	}

	private SingleLane lane() {
		SingleLane used = this.lane;
		if (used == null) {
			used = new SingleLane(this.parts, new UnhandledTypes(this.parts.observer()), this);
			this.lane = used;
		}
		return used;
	}

	/**
	 * Goes a step on.
	 * @param mode whether events may be dispatched
	 * @param quiet whether no other event is handled
	 * @return whether there is more to do now
	 */
	boolean advance(Mode mode, boolean quiet) {
		if (!this.unacknowledged.isEmpty()) {
			this.unacknowledged.removeIf((event) -> isAnswered(event) || isGivenUp(event, mode));
		}
		SingleLane used = this.lane;
		if (used != null && !used.isEmpty()) {
			used.beginTurn();
			return used.advance(mode);
		}
		RedeliveredEvent next = this.asked.peek();
		if (next == null || mode == Mode.PAUSED || mode == Mode.RUNNING && !quiet) {
			return false;
		}
		this.asked.remove();
		if (mode != Mode.RUNNING) {
			next.answer()
				.completeExceptionally(new IllegalStateException("Event source '" + this.parts.settings().source()
						+ "' does not run: start it to deliver dead letters again"));
			return true;
		}
		begin(next);
		return true;
	}

	private void begin(RedeliveredEvent event) {
		HandlerSlot[] route = this.parts.handlers().named(event.letter().listener(), event.event().type());
		if (route.length == 0) {
			event.answer()
				.completeExceptionally(new IllegalStateException("Event source '" + this.parts.settings().source()
						+ "' has no listener '" + event.letter().listener() + "' now"));
			return;
		}
		event.route(route, this.parts.wake());
		lane().begin(event);
	}

	@Override
	public void over(CurrentEvent event) {
		RedeliveredEvent redelivered = (RedeliveredEvent) event;
		redelivered.finish();
		Throwable failure = redelivered.failure();
		if (redelivered.isAbandoned()) {
			failure = stopped();
		}
		if (failure != null) {
			redelivered.answer().completeExceptionally(failure);
		}
		else if (!isAnswered(redelivered)) {
			this.unacknowledged.add(redelivered);
		}
	}

	private IllegalStateException stopped() {
		return new IllegalStateException("Event source '" + this.parts.settings().source() + "' stopped");
	}

	private boolean isGivenUp(RedeliveredEvent event, Mode mode) {
		return mode.isEnding() && event.answer().completeExceptionally(stopped());
	}

	private boolean isAnswered(RedeliveredEvent event) {
		if (!event.isHandled()) {
			return false;
		}
		if (event.isRemoved()) {
			event.answer().complete(null);
			return true;
		}
		onExecutor(event.answer(), () -> {
			remove(event.letter());
			event.answer().complete(null);
		});
		return true;
	}

	@Override
	public void goesOn(CurrentEvent event) {
		// it has no place in the stream
	}

	@Override
	public boolean rejected(RejectedExecutionException cause) {
		return false;
	}

}
