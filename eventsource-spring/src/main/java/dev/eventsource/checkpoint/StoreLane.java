package dev.eventsource.checkpoint;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * Makes calls one after another, in the order they were asked for. One that hangs holds
 * back those behind it, and one thread.
 */
final class StoreLane {

	private final AtomicReference<CompletableFuture<?>> last = new AtomicReference<>(
			CompletableFuture.completedFuture(null));

	private final Executor executor;

	StoreLane(Executor executor) {
		this.executor = executor;
	}

	/**
	 * Makes a call when those before it have ended.
	 * @param call the call
	 * @return what it returned or threw, or that the executor takes no more tasks
	 */
	<T> CompletableFuture<T> run(Supplier<T> call) {
		CompletableFuture<T> answer = new CompletableFuture<>();
		CompletableFuture<?> before = this.last.getAndSet(answer);
		before.handle((value, failure) -> "over")
			.thenRunAsync(() -> answer(call, answer), this.executor)
			.whenComplete((none, rejection) -> {
				if (rejection != null) {
					answer.completeExceptionally(rejection);
				}
			});
		return answer;
	}

	private static <T> void answer(Supplier<T> call, CompletableFuture<T> answer) {
		try {
			answer.complete(call.get());
		}
		catch (Throwable ex) {
			answer.completeExceptionally(ex);
		}
	}

}
