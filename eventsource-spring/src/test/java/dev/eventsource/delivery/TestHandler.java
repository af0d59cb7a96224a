package dev.eventsource.delivery;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;

import dev.eventsource.Acknowledgment;
import dev.eventsource.MessageEvent;
import dev.eventsource.SseListenerErrorHandler;
import org.jspecify.annotations.Nullable;

/**
 * A handler that a test scripts: writes down what comes, then does what it is told.
 */
final class TestHandler implements EventHandler {

	final List<String> seen = new ArrayList<>();

	final List<Acknowledgment> acknowledgments = new ArrayList<>();

	private final String id;

	private Set<String> types = Set.of();

	private int order;

	private boolean acknowledges;

	private @Nullable SseListenerErrorHandler errorHandler;

	private Action action = (event) -> null;

	TestHandler(String id) {
		this.id = id;
	}

	TestHandler types(String... types) {
		this.types = Set.of(types);
		return this;
	}

	TestHandler order(int order) {
		this.order = order;
		return this;
	}

	TestHandler acknowledging() {
		this.acknowledges = true;
		return this;
	}

	TestHandler errorHandler(SseListenerErrorHandler errorHandler) {
		this.errorHandler = errorHandler;
		return this;
	}

	TestHandler does(Action action) {
		this.action = action;
		return this;
	}

	TestHandler fails(Throwable failure) {
		return does((event) -> {
			throw failure;
		});
	}

	@Override
	public String id() {
		return this.id;
	}

	@Override
	public Set<String> types() {
		return this.types;
	}

	@Override
	public int order() {
		return this.order;
	}

	@Override
	public boolean acknowledges() {
		return this.acknowledges;
	}

	@Override
	public @Nullable SseListenerErrorHandler errorHandler() {
		return this.errorHandler;
	}

	@Override
	public @Nullable CompletionStage<?> handle(MessageEvent event, Acknowledgment acknowledgment) throws Exception {
		this.seen.add(event.lastEventId());
		this.acknowledgments.add(acknowledgment);
		try {
			return this.action.handle(event);
		}
		catch (Exception | Error ex) {
			throw ex;
		}
		catch (Throwable ex) {
			throw new AssertionError(ex);
		}
	}

	interface Action {

		@Nullable CompletionStage<?> handle(MessageEvent event) throws Throwable;

	}

}
