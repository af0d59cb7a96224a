package dev.eventsource.delivery;

import java.io.IOException;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

import dev.eventsource.Acknowledgment;
import dev.eventsource.FailureAction;
import dev.eventsource.MessageEvent;
import dev.eventsource.SseListenerErrorHandler;
import org.jspecify.annotations.Nullable;

/**
 * A handler that does anything a handler may do, and knows what it has done.
 */
class SimulatedHandler implements EventHandler {

	private final String id;

	private final boolean acknowledges;

	final SimulatedHandlers all;

	/** Events that are done, or set aside. */
	private final BitSet done = new BitSet();

	/** Events of this run that the handler is through with. */
	private final BitSet past = new BitSet();

	/** By key. */
	private final boolean[] running = new boolean[SimulatedHandlers.KEYS];

	private int start;

	SimulatedHandler(String id, boolean acknowledges, SimulatedHandlers all) {
		this.id = id;
		this.acknowledges = acknowledges;
		this.all = all;
	}

	/**
	 * Events come from behind a position on.
	 */
	void newRun(int position) {
		this.start = position;
		this.past.clear();
	}

	int prefix() {
		return this.done.nextClearBit(1) - 1;
	}

	@Override
	public String id() {
		return this.id;
	}

	@Override
	public Set<String> types() {
		return Set.of();
	}

	@Override
	public boolean acknowledges() {
		return this.acknowledges;
	}

	@Override
	public SseListenerErrorHandler errorHandler() {
		return (failed) -> {
			through(SimulatedHandlers.number(failed.event()));
			done(SimulatedHandlers.number(failed.event()));
			return FailureAction.DEAD_LETTER;
		};
	}

	@Override
	public @Nullable CompletionStage<?> handle(MessageEvent event, Acknowledgment acknowledgment) throws Exception {
		int number = SimulatedHandlers.number(event);
		called(List.of(number));
		return act(List.of(number), acknowledgment);
	}

	/** Thrown from here, an assertion would count as one more failing handler. */
	final void called(List<Integer> numbers) {
		int distance = this.all.distance;
		for (int number : numbers) {
			int before = number - distance;
			boolean inOrder = distance == 0 || before <= this.start || isPast(before)
					|| numbers.indexOf(before) >= 0 && numbers.indexOf(before) < numbers.indexOf(number);
			if (!inOrder || distance > 0 && this.running[number % distance]) {
				this.all.violations.add(this.id + " got " + numbers + " too early");
			}
			if (this.past.get(number) && !this.all.repeats) {
				this.all.violations.add(this.id + " got " + numbers + " again");
			}
		}
	}

	/** What was handled in an earlier run does not come again if that is known. */
	private boolean isPast(int number) {
		return this.past.get(number) || this.all.repeats && this.done.get(number);
	}

	final @Nullable CompletionStage<?> act(List<Integer> numbers, Acknowledgment acknowledgment) throws Exception {
		return switch (this.all.fate()) {
			case 0 -> throw new IllegalStateException("tried again");
			case 1 -> throw new IOException("passes");
			case 2 -> throw new AssertionError("never tried again");
			case 3 -> stage(numbers, acknowledgment, null);
			case 4 -> stage(numbers, acknowledgment, () -> failure(numbers));
			default -> {
				finish(numbers, acknowledgment);
				yield null;
			}
		};
	}

	Throwable failure(List<Integer> numbers) {
		return new IOException("passes");
	}

	private CompletionStage<?> stage(List<Integer> numbers, Acknowledgment acknowledgment,
			@Nullable Supplier<Throwable> failure) {
		run(numbers, true);
		CompletableFuture<Void> stage = new CompletableFuture<>();
		stage.whenComplete((result, thrown) -> run(numbers, false));
		this.all.later.add(() -> {
			if (stage.isDone()) {
				return;
			}
			if (failure != null) {
				stage.completeExceptionally(failure.get());
			}
			else {
				finish(numbers, acknowledgment);
				stage.complete(null);
			}
		});
		return stage;
	}

	private void run(List<Integer> numbers, boolean begins) {
		if (this.all.distance > 0) {
			numbers.forEach((number) -> this.running[number % this.all.distance] = begins);
		}
	}

	private void finish(List<Integer> numbers, Acknowledgment acknowledgment) {
		numbers.forEach(this::through);
		if (this.acknowledges && this.all.random.nextBoolean()) {
			this.all.later.add(() -> acknowledge(numbers, acknowledgment));
			return;
		}
		acknowledge(numbers, acknowledgment);
	}

	private void acknowledge(List<Integer> numbers, Acknowledgment acknowledgment) {
		numbers.forEach(this::done);
		acknowledgment.acknowledge();
	}

	final void through(int number) {
		this.past.set(number);
	}

	final void done(int number) {
		this.done.set(number);
	}

}
