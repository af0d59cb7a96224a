package dev.eventsource.listener;

import java.lang.reflect.Method;
import java.util.concurrent.CompletionStage;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * What a listener method may return, and when its event is handled then.
 */
final class Completion {

	private Completion() {
	}

	/**
	 * Checks the return type of a method.
	 * @throws ListenerProblem if nothing can be made of it
	 */
	static void require(Method method) {
		Class<?> type = method.getReturnType();
		if (type != void.class && !Mono.class.isAssignableFrom(type) && !CompletionStage.class.isAssignableFrom(type)) {
			throw new ListenerProblem("returns " + type.getTypeName(),
					"Return nothing, a Mono or a CompletionStage: the event is handled when that completes.");
		}
	}

	/**
	 * Returns what must complete before the event counts as handled.
	 */
	static @Nullable CompletionStage<?> of(@Nullable Object result) {
		if (result instanceof Mono<?> mono) {
			// what was set around the call, such as its trace, holds within, where
			// contexts
			// are propagated
			return mono.contextCapture().toFuture();
		}
		return (CompletionStage<?>) result;
	}

}
