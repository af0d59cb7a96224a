package dev.eventsource.delivery;

import java.util.List;
import java.util.concurrent.CompletionStage;

import dev.eventsource.Acknowledgment;
import dev.eventsource.BatchListenerFailedException;
import dev.eventsource.MessageEvent;
import dev.eventsource.PayloadConversionException;
import org.jspecify.annotations.Nullable;

/**
 * A handler that takes batches and does anything it may do with them: leaves events out,
 * finds some wrong, fails as a whole or with one of them.
 */
final class SimulatedBatchHandler extends SimulatedHandler implements BatchHandler {

	private static final int LEAVES_OUT_EVERY = 7;

	private static final int IS_WRONG_EVERY = 13;

	private final int longest;

	SimulatedBatchHandler(String id, boolean acknowledges, SimulatedHandlers all, int longest) {
		super(id, acknowledges, all, all.someTypes());
		this.longest = longest;
	}

	@Override
	public @Nullable Object element(MessageEvent event) {
		int number = SimulatedHandlers.number(event);
		if (number % LEAVES_OUT_EVERY == 0) {
			through(number);
			done(number);
			return null;
		}
		if (number % IS_WRONG_EVERY == 0) {
			throw new PayloadConversionException("orders", "no such data", null);
		}
		return number;
	}

	@Override
	public @Nullable CompletionStage<?> handle(MessageEvent event, Acknowledgment acknowledgment) throws Exception {
		return BatchHandler.super.handle(event, acknowledgment);
	}

	@Override
	public @Nullable CompletionStage<?> handle(List<?> elements, Acknowledgment acknowledgment) throws Exception {
		List<Integer> numbers = elements.stream().map((element) -> (Integer) element).toList();
		if (numbers.isEmpty() || numbers.size() > this.longest) {
			this.all.violations.add("batch of " + numbers.size());
		}
		called(numbers);
		if (!this.all.calm && this.all.random.nextInt(6) == 0) {
			throw failure(numbers);
		}
		return act(numbers, acknowledgment);
	}

	@Override
	RuntimeException failure(List<Integer> numbers) {
		int index = this.all.random.nextInt(numbers.size());
		numbers.subList(0, index).forEach((number) -> {
			through(number);
			done(number);
		});
		return new BatchListenerFailedException(index, null);
	}

}
