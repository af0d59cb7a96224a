package dev.eventsource.listener;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import dev.eventsource.FailureAction;
import dev.eventsource.SseListener;
import dev.eventsource.SseListenerErrorHandler;
import dev.eventsource.delivery.EventHandler;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link ListenerMethod}: completion, failures and the error handler.
 */
class ListenerMethodTests {

	private static Sinks.Empty<Void> sink = Sinks.empty();

	ListenerMethodTests() {
		sink = Sinks.empty();
	}

	@Test
	void anEventIsHandledWhenTheMonoCompletes() throws Exception {
		try (ListenerContext context = ListenerContext.of(Reactive.class)) {
			CompletionStage<?> stage = context.targets.send("prices", "message", "1");

			assertThat(stage).isNotNull();
			assertThat(stage.toCompletableFuture()).isNotDone();
			sink.tryEmitEmpty();
			assertThat(stage.toCompletableFuture()).succeedsWithin(Duration.ofSeconds(5));
		}
	}

	@Test
	void aFailedMonoFailsTheEvent() throws Exception {
		try (ListenerContext context = ListenerContext.of(Reactive.class)) {
			CompletionStage<?> stage = context.targets.send("prices", "message", "1");

			sink.tryEmitError(new IOException("broken"));

			assertThat(stage).isNotNull();
			assertThat(stage.toCompletableFuture()).isCompletedExceptionally();
		}
	}

	@Test
	void aStageIsPassedOn() throws Exception {
		try (ListenerContext context = ListenerContext.of(Future.class)) {
			assertThat(context.targets.send("prices", "message", "1")).isSameAs(Future.future);
		}
	}

	@Test
	void noMonoAtAllIsDone() throws Exception {
		try (ListenerContext context = ListenerContext.of(NoMono.class)) {
			assertThat(context.targets.send("prices", "message", "1")).isNull();
		}
	}

	@Test
	void whatTheMethodThrowsIsPassedOnUnwrapped() {
		try (ListenerContext context = ListenerContext.of(Throwing.class)) {
			assertThatExceptionOfType(IOException.class)
				.isThrownBy(() -> context.targets.send("prices", "message", "exception"))
				.withMessage("broken");
			assertThatExceptionOfType(AssertionError.class)
				.isThrownBy(() -> context.targets.send("prices", "message", "error"));
		}
	}

	@Test
	void theErrorHandlerIsTheBeanOfThatName() {
		try (ListenerContext context = ListenerContext.of(Skipping.class, Skip.class)) {
			EventHandler handler = context.targets.only("prices");

			assertThat(handler.errorHandler()).isSameAs(context.bean(Skip.class));
		}
	}

	@Test
	void withoutErrorHandlerTheSourceDecides() {
		try (ListenerContext context = ListenerContext.of(NoMono.class)) {
			assertThat(context.targets.only("prices").errorHandler()).isNull();
		}
	}

	static class Reactive {

		@SseListener(source = "prices")
		Mono<Void> on(String data) {
			return sink.asMono();
		}

	}

	static class Future {

		static final CompletableFuture<String> future = new CompletableFuture<>();

		@SseListener(source = "prices")
		CompletableFuture<String> on(String data) {
			return future;
		}

	}

	static class NoMono {

		@SseListener(source = "prices")
		@Nullable Mono<String> on(String data) {
			return null;
		}

	}

	static class Throwing {

		@SseListener(source = "prices")
		void on(String data) throws IOException {
			if (data.equals("error")) {
				throw new AssertionError("broken");
			}
			throw new IOException("broken");
		}

	}

	static class Skipping {

		@SseListener(source = "prices", errorHandler = "listenerMethodTests.Skip")
		void on(String data) {
		}

	}

	static class Skip implements SseListenerErrorHandler {

		@Override
		public FailureAction onFailure(dev.eventsource.FailedEvent failed) {
			return FailureAction.SKIP;
		}

	}

}
