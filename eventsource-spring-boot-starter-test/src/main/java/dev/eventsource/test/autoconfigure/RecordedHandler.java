package dev.eventsource.test.autoconfigure;

import java.util.Set;
import java.util.concurrent.CompletionStage;

import dev.eventsource.Acknowledgment;
import dev.eventsource.MessageEvent;
import dev.eventsource.SseListenerErrorHandler;
import dev.eventsource.delivery.EventHandler;
import org.jspecify.annotations.Nullable;

/**
 * A handler whose failures are remembered.
 */
final class RecordedHandler implements EventHandler {

	private final EventHandler handler;

	private final TrialRecord record;

	RecordedHandler(EventHandler handler, TrialRecord record) {
		this.handler = handler;
		this.record = record;
	}

	@Override
	public String id() {
		return this.handler.id();
	}

	@Override
	public Set<String> types() {
		return this.handler.types();
	}

	@Override
	public int order() {
		return this.handler.order();
	}

	@Override
	public boolean acknowledges() {
		return this.handler.acknowledges();
	}

	@Override
	public @Nullable SseListenerErrorHandler errorHandler() {
		return this.handler.errorHandler();
	}

	@Override
	public @Nullable CompletionStage<?> handle(MessageEvent event, Acknowledgment acknowledgment) throws Exception {
		this.record.begins(this.handler);
		try {
			CompletionStage<?> completion = this.handler.handle(event, acknowledgment);
			if (completion != null) {
				completion.whenComplete((result, failure) -> this.record.thrown(failure));
			}
			return completion;
		}
		catch (Throwable ex) {
			this.record.thrown(ex);
			throw ex;
		}
	}

}
