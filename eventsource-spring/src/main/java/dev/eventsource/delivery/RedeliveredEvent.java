package dev.eventsource.delivery;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import dev.eventsource.DeadLetter;
import org.jspecify.annotations.Nullable;

/**
 * A dead letter on its way to the listener that failed. Where attempts are transactions,
 * it is removed from its store in the one that handles it.
 */
final class RedeliveredEvent extends CurrentEvent {

	private final DeadLetter letter;

	private final CompletableFuture<Void> answer;

	private final @Nullable AttemptScope attempts;

	private final Runnable removal;

	private @Nullable Throwable failure;

	private boolean removed;

	RedeliveredEvent(DeadLetter letter, CompletableFuture<Void> answer, @Nullable AttemptScope attempts,
			Runnable removal) {
		super(letter.event());
		this.letter = letter;
		this.answer = answer;
		this.attempts = attempts;
		this.removal = removal;
	}

	DeadLetter letter() {
		return this.letter;
	}

	CompletableFuture<Void> answer() {
		return this.answer;
	}

	@Nullable Throwable failure() {
		return this.failure;
	}

	/** Whether nothing is left to do in the store. */
	boolean isRemoved() {
		return this.removed;
	}

	@Override
	@Nullable CompletionStage<?> call(EventHandler handler) throws Exception {
		AttemptScope scope = this.attempts;
		if (scope == null) {
			return super.call(handler);
		}
		boolean last = isLast();
		scope.run(() -> {
			CompletionStage<?> stage = super.call(handler);
			if (stage != null && stage != EventHandler.EMPTY) {
				throw new IllegalStateException("Listener '" + handler.id() + "' is not done when it returns");
			}
			if (last) {
				this.removal.run();
			}
		});
		this.removed = last;
		return null;
	}

	@Override
	boolean isAlone() {
		return true;
	}

	/** Called once: others wait meanwhile, and it stays where it is kept. */
	@Override
	boolean takesFailure(Throwable cause) {
		this.failure = Objects.requireNonNullElse(this.failure, cause);
		nextWithout();
		return true;
	}

}
