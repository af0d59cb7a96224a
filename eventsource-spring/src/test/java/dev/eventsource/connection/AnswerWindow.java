package dev.eventsource.connection;

import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Hooks;
import reactor.core.publisher.Operators;
import reactor.netty.http.client.HttpClientResponse;
import reactor.util.context.Context;

/**
 * Opens the moment in which Reactor Netty has let go of an answer and {@code WebClient}
 * does not have it yet: who cancels then is responsible for its body.
 */
final class AnswerWindow implements AutoCloseable {

	private static final String HOOK = AnswerWindow.class.getName();

	/**
	 * Opens it.
	 * @param action what to do in it
	 */
	AnswerWindow(Runnable action) {
		Hooks.onEachOperator(HOOK, Operators.<Object, Object>lift((operator, actual) -> new Passing(actual, action)));
	}

	@Override
	public void close() {
		Hooks.resetOnEachOperator(HOOK);
	}

	private static boolean isAnswer(Object value) {
		try {
			return value instanceof HttpClientResponse response && response.status() != null;
		}
		catch (IllegalStateException ex) {
			// the request, before there is an answer
			return false;
		}
	}

	/**
	 * Passes everything on.
	 *
	 * @param actual whom to
	 * @param action what to do when an answer passes
	 */
	private record Passing(CoreSubscriber<? super Object> actual, Runnable action) implements CoreSubscriber<Object> {

		@Override
		public Context currentContext() {
			return this.actual.currentContext();
		}

		@Override
		public void onSubscribe(Subscription subscription) {
			this.actual.onSubscribe(subscription);
		}

		@Override
		public void onNext(Object value) {
			if (isAnswer(value)) {
				this.action.run();
			}
			this.actual.onNext(value);
		}

		@Override
		public void onError(Throwable failure) {
			this.actual.onError(failure);
		}

		@Override
		public void onComplete() {
			this.actual.onComplete();
		}

	}

}
